/** Values of an array as PostgreSQL reads them: identifiers and numbers only, which need no quoting. */
export function textArray(values: readonly (string | number)[]): string {
  if (!values.every((value) => /^[\w-]+$/.test(String(value)))) throw new Error('An array element needs quoting.');
  return `{${values.join(',')}}`;
}
