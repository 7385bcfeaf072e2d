/** SQL with `?` for values. */
export interface Bound {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** SQL with `:name` for values, as the database is asked: a name may stand in it more than once. */
export function bound(sql: string, named: Readonly<Record<string, unknown>>): Bound {
  const values: unknown[] = [];
  const asked = sql.replaceAll(/(?<!:):([a-z]+)\b/g, (_all, name: string) => {
    if (!Object.hasOwn(named, name)) throw new Error(`No value for :${name}.`);
    values.push(named[name]);
    return '?';
  });
  return { sql: asked, values };
}
