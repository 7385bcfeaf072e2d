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

type Row = Readonly<Record<string, string | number | null | readonly string[]>> & { readonly id: number; readonly sealed: string };

/** The rows of one dictionary, read when records name them; as many as memory is meant for. */
export class SealedRows {
  readonly #known = new Map<number, SealedRow | null>();
  readonly #query: string;

  constructor(
    private readonly table: SealedTable,
    private readonly key: LedgerKey,
  ) {
    this.#query = `select id, ${Object.keys(table.columns).join(', ')}, encode(seal, 'hex') as sealed from ledger_${table.name} where id = any (?::int[])`;
  }

  /** Reads those of these rows that are not at hand, so that `get` finds them. */
  async prepare(sql: Sql, ids: Iterable<number | null>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => id !== null);
    if (this.#known.size + wanted.length > CAPACITY) this.#known.clear();
    const missing = wanted.filter((id) => !this.#known.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#known.set(id, null);
    for (const row of await sql<Row>(this.#query, [arrayOf(missing)])) this.#known.set(row.id, this.#sealed(row));
  }

  /** Null when there is no such row. */
  get(id: number): SealedRow | null {
    return this.#known.get(id) ?? null;
  }

  #sealed(row: Row): SealedRow {
    const seal = this.key.seal(this.table.name, sealedCells(this.table, Object.keys(this.table.columns).map((column) => row[column] ?? null)));
    return { seal, intact: seal.toString('hex') === row.sealed, person: typeof row['person'] === 'number' ? row['person'] : null };
  }
}
