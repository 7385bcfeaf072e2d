/** Children of a group as the method sees them: how many, and the sum of their record keys modulo 2^64. */
export interface Cell {
  readonly children: number;
  readonly key: bigint;
}

/** What children have, in the smallest unit of money. A child's record key is made of the child and what it has. */
export interface MoneyCell extends Cell {
  readonly total: bigint;
  /** The most that any child of the snapshot can have in such a sum, whoever is asked about. */
  readonly most: bigint;
}

export const NONE: Cell = { children: 0, key: 0n };

const modulo = (key: bigint): bigint => BigInt.asUintN(64, key);

/** Of groups without a child in common, the group of all: its cell is as it would be if it was asked for at once. */
export const together = (cells: readonly Cell[]): Cell => cells.reduce((sum, { children, key }) => ({ children: sum.children + children, key: modulo(sum.key + key) }), NONE);

/** A row of DuckDB with a cell; numbers beyond those that are exact come as text. */
export interface CellColumns {
  readonly children: number;
  readonly key: string | null;
}

export const cellOf = ({ children, key }: CellColumns): Cell => ({ children, key: modulo(BigInt(key ?? 0)) });

/**
 * SQL of a cell over rows of different children, whose record keys are made of these columns. The pseudonym is a MAC that nobody outside
 * has; what is made of it here only has to be quick.
 */
export const cellSql = (columns: string): string => `count(*) as children, cast(sum(hash(${columns})) as varchar) as key`;
