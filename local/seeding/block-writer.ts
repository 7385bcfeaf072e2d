import type { Cell, SeedWriter } from '../../subgraphs/shared/synthetic/seed.js';
import type { TableShape } from './table-shape.js';
import { type TableRows, TableWriter } from './table-writer.js';

/** Takes the rows of one subgraph's seed and numbers them. */
export class BlockWriter implements SeedWriter {
  readonly #tables: ReadonlyMap<string, { readonly writer: TableWriter; next: number }>;

  constructor(shapes: readonly TableShape[], seed: number) {
    this.#tables = new Map(shapes.map((shape) => [shape.name, { writer: new TableWriter(shape, seed), next: 1 }]));
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
    return key;
  }

  /** The rows since the last call, of the tables that have any. */
  take(): TableRows[] {
    return [...this.#tables.values()].map(({ writer }) => writer.take()).filter(({ rows }) => rows > 0);
  }
}
