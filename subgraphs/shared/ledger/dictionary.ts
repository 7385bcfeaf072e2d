import type { LedgerKey, Sealed } from './ledger-key.js';
import { arrayOf, type Sql } from './sql.js';

/** A row of a dictionary as records name it. */
export interface Named {
  readonly id: number;
  readonly seal: Buffer;
}

export type Cell = string | number | null | readonly string[];

/** A table of sealed rows: its columns with their types, in the order that seals are made over. */
export interface SealedTable {
  readonly name: Sealed;
  readonly columns: Readonly<Record<string, string>>;
  /** How many of the last columns were added later: where one of them is null, it and those behind it are no part of the seal of old. */
  readonly later?: number;
}

/** A table of rows that many records share. */
export interface DictionaryTable extends SealedTable {
  readonly name: Exclude<Sealed, 'subject'>;
}

/** What the seal of a row is made over, so that a row from before a column was there has the seal that it was given then. */
export function sealedCells({ columns, later = 0 }: SealedTable, cells: readonly Cell[]): readonly Cell[] {
  const first = Object.keys(columns).length - later;
  return cells.slice(0, Math.max(first, cells.findLastIndex((cell) => cell !== null) + 1));
}

/** Rows kept in memory; the others are looked up again. */
const CAPACITY = 5_000;

/** Two instances may add one row at once; the one that came second finds it when it looks again. */
const ATTEMPTS = 3;

/**
 * Rows that many records share, each written once. They never change, so what was found is kept, and a record whose actor,
 * operation and fields have been seen before costs no statement but its own.
 */
export class Dictionary {
  readonly #known = new Map<string, Named>();
  readonly #add: string;

  constructor(
    private readonly table: DictionaryTable,
    private readonly key: LedgerKey,
  ) {
    const columns = Object.entries(table.columns);
    const names = columns.map(([name]) => name).join(', ');
    const types = columns.map(([name, type]) => `${name} ${type}`).join(', ');
    this.#add = `
      insert into ledger_${table.name} (${names}, seal) select ${names}, decode(seal, 'hex') from jsonb_to_recordset(?::jsonb) as added (${types}, seal text)
      on conflict (seal) do nothing`;
  }

  /** The rows with these cells, in the order given; those that are not there yet are added. */
  async find(sql: Sql, rows: readonly (readonly Cell[])[]): Promise<Named[]> {
    const contents = rows.map((cells) => JSON.stringify(cells));
    const wanted = new Map(contents.flatMap((content, i) => rows.slice(i, i + 1).map((cells) => [content, cells] as const)));
    const found = new Map([...wanted.keys()].flatMap((content) => pair(content, this.#known.get(content))));
    for (let attempt = 0; attempt < ATTEMPTS && found.size < wanted.size; attempt += 1) {
      const missing = [...wanted].filter(([content]) => !found.has(content)).map(([content, cells]) => ({ content, cells, seal: this.key.seal(this.table.name, sealedCells(this.table, cells)) }));
      if (attempt > 0) await this.#insert(sql, missing);
      const ids = await this.#lookUp(sql, missing.map(({ seal }) => seal));
      for (const { content, seal } of missing) this.#keep(found, content, seal, ids.get(seal.toString('hex')));
    }
    return contents.map((content) => this.#certain(found.get(content)));
  }

  async #insert(sql: Sql, rows: readonly { readonly cells: readonly Cell[]; readonly seal: Buffer }[]): Promise<void> {
    const names = Object.keys(this.table.columns);
    const added = rows.map(({ cells, seal }) => ({ ...Object.fromEntries(names.map((name, i) => [name, cells[i] ?? null])), seal: seal.toString('hex') }));
    await sql(this.#add, [JSON.stringify(added)]);
  }

  async #lookUp(sql: Sql, seals: readonly Buffer[]): Promise<ReadonlyMap<string, number>> {
    const rows = await sql<{ id: number; seal: string }>(
      `select id, encode(seal, 'hex') as seal from ledger_${this.table.name} where seal in (select decode(wanted, 'hex') from unnest(?::text[]) as wanted)`,
      [arrayOf(seals.map((seal) => seal.toString('hex')))],
    );
    return new Map(rows.map(({ id, seal }) => [seal, id]));
  }

  #keep(found: Map<string, Named>, content: string, seal: Buffer, id: number | undefined): void {
    if (id === undefined) return;
    found.set(content, { id, seal });
    const [oldest] = this.#known.size < CAPACITY ? [] : this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(content, { id, seal });
  }

  #certain(row: Named | undefined): Named {
    if (row === undefined) throw new Error(`ledger_${this.table.name} does not keep what is added to it.`);
    return row;
  }
}

const pair = <K, V>(key: K, value: V | undefined): [K, V][] => (value === undefined ? [] : [[key, value]]);
