import { DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampTZValue, DuckDBTimestampValue, DuckDBUUIDValue, type DuckDBValue } from '@duckdb/node-api';

/**
 * A cell as rules get it: decimals exact, as text with all the places that their type has; days as `YYYY-MM-DD`, moments as ISO 8601 in
 * UTC; a whole number as a number where that is exact, which a count always is, and as text beyond.
 */
export type Cell = string | number | boolean | null | readonly Cell[];

export type Row = Readonly<Record<string, Cell>>;

const MICROSECONDS = 1_000n;

const momentOf = (micros: bigint): string => new Date(Number(micros / MICROSECONDS)).toISOString().replace('Z', `${String(micros % MICROSECONDS).padStart(3, '0')}Z`);

const wholeNumber = (value: bigint): number | string => (value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value));

/** A value of a kind that no view has and no rule needs is a fault of the rule: better none than one that was guessed. */
export function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return wholeNumber(value);
  if (value instanceof DuckDBDecimalValue || value instanceof DuckDBUUIDValue || value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) return momentOf(value.micros);
  if ('items' in value && Array.isArray(value.items)) return (value.items as DuckDBValue[]).map(cellOf);
  throw new Error('A cell is of a type that is not read here.');
}
