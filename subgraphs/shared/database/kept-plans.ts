import type { Pool, PoolClient } from 'pg';

/*
 * Under row-level security PostgreSQL may plan a statement for longer than it carries it out: every table comes with its policies. A
 * statement that has a name is planned once by each connection; whatever changes a table or a policy has it planned anew.
 */

const statements = new Map<string, string>();

/**
 * SQL with `?` for values whose plan each connection keeps under a name: what is to be executed in its place, with the same values. There is one
 * text for a name, with everything that differs in values.
 */
export function keptPlan(name: string, sql: string): string {
  let values = 0;
  const text = sql.replaceAll('?', () => `$${(values += 1)}`);
  if ((statements.get(name) ?? text) !== text) throw new Error(`${name} is the name of another statement.`);
  statements.set(name, text);
  return `execute ${name}(${Array.from({ length: values }, () => '?').join(', ')})`;
}

const NAMED = /^execute ([a-z_]+)\(/;

type Query = (text: unknown, ...given: readonly unknown[]) => unknown;

/** Has a connection prepare what it is to execute, the first time. */
function prepareFirst(client: PoolClient): void {
  const query = client.query.bind(client) as Query;
  const prepared = new Set<string>();
  const prepare = async (name: string, text: string): Promise<void> => {
    await query(`prepare ${name} as ${text}`);
    prepared.add(name);
  };
  const asked: Query = (text, ...given) => {
    const name = typeof text === 'string' ? NAMED.exec(text)?.[1] : undefined;
    const statement = name === undefined || prepared.has(name) ? undefined : statements.get(name);
    return name === undefined || statement === undefined ? query(text, ...given) : prepare(name, statement).then(() => query(text, ...given));
  };
  Object.assign(client, { query: asked });
}

/** Lets statements of `keptPlan` be executed on every connection of a pool. */
export const keepPlans = (pool: Pool): void => void pool.on('connect', prepareFirst);
