/** A moment of a column as ISO 8601 in UTC, to the millisecond, in an SQL statement. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
