/**
 * Children of a group as the method sees them: how many, the sum of their record keys modulo 2^64, and how many of them have each of some
 * bits of their keys set, by which two groups can be compared without a list of either.
 */
export interface Cell {
  readonly children: number;
  readonly key: bigint;
  readonly bits: readonly number[];
}

/** What children have, in the smallest unit of money. A child's record key is made of the child and what it has. */
export interface MoneyCell extends Cell {
  readonly total: bigint;
  /** What the largest contributors have. */
  readonly largest: readonly bigint[];
}

/** Sums of bits are taken three at a time, in lanes wide enough for all children of the country. */
const [LANE, LANES, SUMS] = [24n, 3, 4];
const MASK = (1n << (2n * LANE)) + (1n << LANE) + 1n;

const BITS = LANES * SUMS;

export const NONE: Cell = { children: 0, key: 0n, bits: Array.from({ length: BITS }, () => 0) };

const modulo = (key: bigint): bigint => BigInt.asUintN(64, key);

/** Of groups without a child in common, the group of all: its cell is as it would be if it was asked for at once. */
export const together = (cells: readonly Cell[]): Cell =>
  cells.reduce((sum, { children, key, bits }) => ({ children: sum.children + children, key: modulo(sum.key + key), bits: sum.bits.map((count, i) => count + (bits[i] ?? 0)) }), NONE);

const lanes = (sum: bigint): number[] => Array.from({ length: LANES }, (_, i) => Number((sum >> (LANE * BigInt(i))) & ((1n << LANE) - 1n)));

/** The cell of one child by its record key. */
export const ofChild = (key: bigint): Cell => ({ children: 1, key: modulo(key), bits: Array.from({ length: SUMS }, (_, shift) => lanes((modulo(key) >> BigInt(shift)) & MASK)).flat() });

/** A row of DuckDB with a cell; numbers beyond those that are exact come as text. */
export interface CellColumns {
  readonly children: number;
  readonly key: string | null;
  readonly bits: readonly string[];
}

export const cellOf = ({ children, key, bits }: CellColumns): Cell => ({ children, key: modulo(BigInt(key ?? 0)), bits: bits.flatMap((sum) => lanes(BigInt(sum ?? 0))) });

const summed = (sql: string): string => `cast(sum(${sql}) as varchar)`;

/**
 * SQL of a cell over rows of different children, whose record keys are made of these columns. The pseudonym is a MAC that nobody outside
 * has; what is made of it here only has to be quick.
 */
export const cellSql = (columns: string): string =>
  `count(*) as children, ${summed(`hash(${columns})`)} as key, [${Array.from({ length: SUMS }, (_, shift) => summed(`(hash(${columns}) >> ${shift}) & ${MASK}::ubigint`)).join(', ')}] as bits`;

/**
 * In how many children two groups differ, about: what is in one alone moves each count of bits up or down as a coin falls, so that the
 * squares come to their number. Exact for none and for one.
 */
export function difference(one: Cell, other: Cell): number {
  const moved = one.bits.map((count, i) => 2 * (count - (other.bits[i] ?? 0)) - (one.children - other.children));
  return moved.reduce((sum, by) => sum + by * by, 0) / BITS;
}
