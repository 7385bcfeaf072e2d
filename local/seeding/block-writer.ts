import type { AnySeed, Cell, SeedWriter } from '../../subgraphs/shared/synthetic/seed.js';
import { ChildCount } from './child-count.js';
import { HouseholdRows } from './household-rows.js';
import type { TableShape } from './table-shape.js';
import { type TableRows, TableWriter } from './table-writer.js';

interface NumberedTable {
  readonly writer: TableWriter;
  /** Key of the next row. */
  next: number;
}

/** Takes the rows of one subgraph's seed and numbers them. */
export class BlockWriter implements SeedWriter {
  readonly #tables: ReadonlyMap<string, NumberedTable>;
  readonly #known: ChildCount;

  constructor(
    private readonly seed: AnySeed,
    shapes: readonly TableShape[],
    number: number,
  ) {
    this.#tables = new Map(shapes.map((shape) => [shape.name, { writer: new TableWriter(shape, number), next: 1 }]));
    this.#known = new ChildCount(seed);
  }

  /** Sets the key that the next row of each table gets. */
  startAt(keyOf: (table: string) => number): void {
    for (const [name, table] of this.#tables) table.next = keyOf(name);
  }

  row(name: string, cells: readonly Cell[]): number {
    const table = this.#table(name);
    const key = table.next;
    table.next += 1;
    table.writer.write(key, cells);
    this.#known.row(name, cells);
    return key;
  }

  /** Rows of a household that are numbered as they come, and written when `write` is told. */
  hold(): HouseholdRows {
    return new HouseholdRows(this.seed.tables, (name) => {
      const table = this.#table(name);
      table.next += 1;
      return table.next - 1;
    });
  }

  /** Writes rows that were held back. */
  write(held: HouseholdRows): void {
    for (const { table, key, cells } of held.all) {
      this.#table(table).writer.write(key, cells);
      this.#known.row(table, cells);
    }
  }

  /** Must be called after each household. */
  endHousehold(): void {
    this.#known.endHousehold();
  }

  /** How many children the ministry knows of those whose rows came since the last call. */
  takeKnown(): number {
    return this.#known.take();
  }

  /** The rows since the last call, of the tables that have any. */
  take(): TableRows[] {
    return [...this.#tables.values()].map(({ writer }) => writer.take()).filter(({ rows }) => rows > 0);
  }

  #table(name: string): NumberedTable {
    const table = this.#tables.get(name);
    if (table === undefined) throw new TypeError(`A seed writes to ${name}, which is none of its tables.`);
    return table;
  }
}
