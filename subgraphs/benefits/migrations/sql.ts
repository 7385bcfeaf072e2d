/** A cell of reference data as SQL; money and coefficients are text, so that no JS number comes near them. */
export type Value = string | number | boolean | null;

export const literal = (value: Value): string =>
  value === null ? 'null' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** An `insert` of reference rows. */
export function insertRows(table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): string {
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  return `insert into ${table} (${columns.join(', ')}) values\n${values.join(',\n')}`;
}

/** `in ('A', 'B')` for a check of a closed set. */
export const oneOf = (values: readonly string[]): string => `in (${values.map(literal).join(', ')})`;
