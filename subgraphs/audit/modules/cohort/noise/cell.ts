/** Children of a group as the method sees them: how many, and the sum of their record keys modulo 2^64. */
export interface Cell {
  readonly children: number;
  readonly key: bigint;
}

/** What children have, in the smallest unit of money. */
export interface MoneyCell extends Cell {
  /** Like the key, of each child together with what it has: the same for the same children with the same money. */
  readonly content: bigint;
  readonly total: bigint;
  /** What the largest contributors have. */
  readonly largest: readonly bigint[];
}

export const NONE: Cell = { children: 0, key: 0n };

const modulo = (key: bigint): bigint => BigInt.asUintN(64, key);

/** Of groups without a child in common, the group of all: its cell is as it would be if it was asked for at once. */
export const together = (cells: readonly Cell[]): Cell =>
  cells.reduce((sum, { children, key }) => ({ children: sum.children + children, key: modulo(sum.key + key) }), NONE);

/** A cell as DuckDB has it; numbers beyond those that are exact come as text. */
export const cellOf = ({ children, key }: { readonly children: number | string | null; readonly key: number | string | null }): Cell => ({ children: Number(children ?? 0), key: modulo(BigInt(key ?? 0)) });

/** SQL of a cell over rows of different children. The pseudonym is a MAC that nobody outside has; what is made of it here only has to be quick. */
export const CELL = 'count(*) as children, cast(sum(hash(subject)) as varchar) as key';
