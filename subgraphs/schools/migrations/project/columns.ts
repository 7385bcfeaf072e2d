export const PROGRAMMES = ['COMFORTABLE_SCHOOL', 'INFRASTRUCTURE_FUND', 'PPP', 'PURCHASE', 'REGIONAL_BUDGET'];
export const KINDS = ['SCHOOL', 'EXTRA_EDUCATION_CENTRE', 'RECREATION_CENTRE'];

/** Values of a closed set, as they stand in a check. */
export const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** The shape of an organisation's BIN, which is nobody's IIN: that has the tens of a day where a BIN has 4 and more. The check digit is looked at where it comes in. */
export const bin = (column: string): string => `check (${column} ~ '^[0-9]{4}[4-9][0-9]{7}$')`;

const cellOf = (cell: string | number | boolean | null): string => (typeof cell === 'string' ? `'${cell.replaceAll("'", "''")}'` : String(cell));

/** Cells as one row of `values`. */
export const rowOf = (cells: readonly (string | number | boolean | null)[]): string => `(${cells.map(cellOf).join(', ')})`;

/** Who wrote an entry that nobody changes: the account and the body of the official, and nobody in what a seed or an import wrote. */
export const BY = 'official text, organisation text';
