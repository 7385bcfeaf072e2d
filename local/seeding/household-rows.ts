import type { Cell, SeedTables, SeedWriter } from '../../subgraphs/shared/synthetic/seed.js';

/** A row that may still change; its key stays. */
export class Row {
  constructor(
    readonly table: string,
    readonly key: number,
    private readonly columns: readonly string[],
    readonly cells: Cell[],
  ) {}

  get(column: string): Cell {
    return this.cells[this.#at(column)] ?? null;
  }

  /** The cell as text, '' for null. */
  text(column: string): string {
    return String(this.get(column) ?? '');
  }

  set(changes: Readonly<Record<string, Cell>>): void {
    for (const [column, cell] of Object.entries(changes)) this.cells[this.#at(column)] = cell;
  }

  #at(column: string): number {
    const at = this.columns.indexOf(column);
    if (at < 0) throw new RangeError(`${this.table} has no column ${column} that a seed fills.`);
    return at;
  }
}

/** The rows that one seed made of one household, held back until whoever wants to change them has. */
export class HouseholdRows implements SeedWriter {
  #rows: Row[] = [];

  constructor(
    private readonly tables: SeedTables,
    private readonly takeKey: (table: string) => number,
  ) {}

  row(table: string, cells: readonly Cell[]): number {
    return this.#add(table, [...cells]).key;
  }

  /** Adds a row, cells by column; those left out are null. */
  add(table: string, cells: Readonly<Record<string, Cell>>): Row {
    const row = this.#add(table, this.#columns(table).map(() => null));
    row.set(cells);
    return row;
  }

  /** A second row like another, but for some cells. */
  copy(row: Row, changes: Readonly<Record<string, Cell>>): Row {
    const copied = this.#add(row.table, [...row.cells]);
    copied.set(changes);
    return copied;
  }

  /** The rows of a table, in the order in which they were made. */
  of(table: string): readonly Row[] {
    return this.#rows.filter((row) => row.table === table);
  }

  /** Takes rows out; their keys are not used again. */
  remove(...rows: readonly Row[]): void {
    this.#rows = this.#rows.filter((row) => !rows.includes(row));
  }

  /** All rows, in the order in which they were made. */
  get all(): readonly Row[] {
    return this.#rows;
  }

  #columns(table: string): readonly string[] {
    const columns = this.tables[table];
    if (columns === undefined) throw new TypeError(`A row of ${table}, which its seed does not fill.`);
    return columns;
  }

  #add(table: string, cells: Cell[]): Row {
    const row = new Row(table, this.takeKey(table), this.#columns(table), cells);
    this.#rows.push(row);
    return row;
  }
}
