import { escapeIdentifier, type Client } from 'pg';
import type { AnySeed, Cell } from '../../subgraphs/shared/synthetic/seed.js';

/** Counts the children that a ministry's rows are about, household by household: nobody is in two of them. */
export class ChildCount {
  readonly #table: string;
  readonly #iin: number;
  /** Place of the flag, -1 where every row counts. */
  readonly #flag: number;
  readonly #seen = new Set<string>();
  #count = 0;

  constructor({ tables, children: { table, flag } }: AnySeed) {
    const columns = tables[table] ?? [];
    this.#table = table;
    this.#iin = columns.indexOf('iin');
    this.#flag = flag === undefined ? -1 : columns.indexOf(flag);
  }

  row(table: string, cells: readonly Cell[]): void {
    if (table !== this.#table || (this.#flag >= 0 && cells[this.#flag] !== true)) return;
    this.#seen.add(String(cells[this.#iin]));
  }

  endHousehold(): void {
    this.#count += this.#seen.size;
    this.#seen.clear();
  }

  take(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }
}

/** The same count, made by the database. */
export async function countChildren(client: Client, { children: { table, flag } }: AnySeed): Promise<number> {
  const where = flag === undefined ? '' : ` where ${escapeIdentifier(flag)}`;
  const { rows } = await client.query<{ count: string }>(`select count(*) as count from (select iin from ${escapeIdentifier(table)}${where} group by iin) as children`);
  return Number(rows[0]?.count);
}
