import type { Pool, PoolClient } from 'pg';

/*
 * Every transaction of the register path begins with `begin` and with what row-level security is to know of it: two round trips before
 * anything is asked. The first is held back and goes with the second.
 */

/** What MikroORM sends for the variables of a session, with its values as literals. */
const VARIABLES = /^select set_config\(/;

type Query = (text: unknown, values?: readonly unknown[]) => unknown;

/** Nothing was asked of the server, and nobody looks at what it answers to these. */
const answered = (command: string): Promise<object> => Promise.resolve({ command, rowCount: null, oid: 0, fields: [], rows: [] });

function holdBegin(client: PoolClient): void {
  const query = client.query.bind(client) as Query;
  let held = false;
  const asked: Query = (text, values = []) => {
    if (text === 'begin') {
      held = true;
      return answered('BEGIN');
    }
    if (!held) return query(text, values);
    held = false;
    // A transaction in which nothing was asked.
    if (text === 'commit' || text === 'rollback') return answered(text.toUpperCase());
    if (typeof text === 'string' && values.length === 0 && VARIABLES.test(text)) return (query(`begin; ${text}`) as Promise<object[]>).then((results) => results.at(-1));
    return (query('begin') as Promise<unknown>).then(() => query(text, values));
  };
  Object.assign(client, { query: asked });
}

/** Has the connections of a pool begin transactions with their first statement. Its clients wait for what they ask, as MikroORM does. */
export const holdBegins = (pool: Pool): void => void pool.on('connect', holdBegin);
