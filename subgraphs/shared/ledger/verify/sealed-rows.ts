import { sealedCells, type SealedTable } from '../dictionary.js';
import type { LedgerKey } from '../ledger-key.js';
import { arrayOf, type Sql } from '../sql.js';

/** A row that a record names, as it is now. */
export interface SealedRow {
  /** Over what it says now. */
  readonly seal: Buffer;
  /** Whether it still has the seal that it was given with that. */
  readonly intact: boolean;
  /** Id of the person whom it names in turn: an actor's own. */
  readonly person: number | null;
}

/** Rows kept in memory, of each table. */
const CAPACITY = 50_000;

/** A row of a dictionary, or of a person, with its seal in hexadecimal. */
export type StoredRow = Readonly<Record<string, string | number | null | readonly string[]>> & { readonly id: number; readonly sealed: string };

/** Rows of one of these tables, of those ids that it has. */
export const readSealed = (sql: Sql, { name, columns }: SealedTable, ids: readonly number[]): Promise<StoredRow[]> =>
  sql<StoredRow>(`select id, ${Object.keys(columns).join(', ')}, encode(seal, 'hex') as sealed from ledger_${name} where id = any (?::int[])`, [arrayOf(ids)]);

/** People, whose ids are part of their seals. */
export const SUBJECTS: SealedTable = { name: 'subject', columns: { id: 'int', iin: 'text' } };

/** The rows of one dictionary, read when records name them; as many as memory is meant for. */
export class SealedRows {
  readonly #known = new Map<number, SealedRow | null>();

  constructor(
    private readonly table: SealedTable,
    private readonly key: LedgerKey,
  ) {}

  /** Reads those of these rows that are not at hand, so that `get` finds them. */
  async prepare(sql: Sql, ids: Iterable<number | null>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => id !== null);
    if (this.#known.size + wanted.length > CAPACITY) this.#known.clear();
    const missing = wanted.filter((id) => !this.#known.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#known.set(id, null);
    this.take(await readSealed(sql, this.table, missing));
  }

  /** Puts rows at hand that came some other way. */
  take(rows: readonly StoredRow[]): void {
    for (const row of rows) this.#known.set(row.id, this.#sealed(row));
  }

  /** Null when there is no such row. */
  get(id: number): SealedRow | null {
    return this.#known.get(id) ?? null;
  }

  #sealed(row: StoredRow): SealedRow {
    const seal = this.key.seal(this.table.name, sealedCells(this.table, Object.keys(this.table.columns).map((column) => row[column] ?? null)));
    return { seal, intact: seal.toString('hex') === row.sealed, person: typeof row['person'] === 'number' ? row['person'] : null };
  }
}
