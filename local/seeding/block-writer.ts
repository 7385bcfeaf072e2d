import type { AnySeed, Cell, SeedWriter } from '../../subgraphs/shared/synthetic/seed.js';
import { ChildCount } from './child-count.js';
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

  constructor(seed: AnySeed, shapes: readonly TableShape[], number: number) {
    this.#tables = new Map(shapes.map((shape) => [shape.name, { writer: new TableWriter(shape, number), next: 1 }]));
    this.#known = new ChildCount(seed);
  }

  /** Sets the key that the next row of each table gets. */
  startAt(keyOf: (table: string) => number): void {
    for (const [name, table] of this.#tables) table.next = keyOf(name);
  }

  row(name: string, cells: readonly Cell[]): number {
    const table = this.#tables.get(name);
    if (table === undefined) throw new TypeError(`A seed writes to ${name}, which is none of its tables.`);
    const key = table.next;
    table.next += 1;
    table.writer.write(key, cells);
    this.#known.row(name, cells);
    return key;
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
}
