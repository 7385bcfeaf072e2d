import { EventEmitter } from 'node:events';
import type { Pool } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { holdBegins } from './held-begin.js';

/** What was sent, by a stand-in for a connection that answers each statement of a text. */
const sent: unknown[][] = [];
const fails = new Set<string>();

interface Asked {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

function connection(): Asked {
  const pool = new EventEmitter();
  holdBegins(pool as unknown as Pool);
  const client: Asked = {
    query: (text, values = []) => {
      sent.push(values.length === 0 ? [text] : [text, ...values]);
      const results = text.split('; ').map((statement) => ({ rows: [statement] }));
      return fails.has(text) ? Promise.reject(new Error(text)) : Promise.resolve((results.length === 1 ? results[0] : results) as { rows: unknown[] });
    },
  };
  pool.emit('connect', client);
  return client;
}

let client: Asked;
beforeEach(() => {
  sent.length = 0;
  fails.clear();
  client = connection();
});

const VARIABLES = "select set_config('app.path', 'register', true)";

describe('the beginning of a transaction', () => {
  it('goes with the variables of its session, whose answer is theirs', async () => {
    await client.query('begin', []);
    expect(sent).toEqual([]);
    expect(await client.query(VARIABLES, [])).toEqual({ rows: [VARIABLES] });
    await client.query('select 1');
    await client.query('commit');
    expect(sent).toEqual([[`begin; ${VARIABLES}`], ['select 1'], ['commit']]);
  });

  it('goes before any other statement, with whatever values', async () => {
    for (const [text, values] of [['select 1', []], ['select $1', [1]], [VARIABLES, ['x']]] as const) {
      await client.query('begin');
      expect(await client.query(text, values)).toEqual({ rows: [text] });
      await client.query('rollback');
    }
    expect(sent).toEqual([['begin'], ['select 1'], ['rollback'], ['begin'], ['select $1', 1], ['rollback'], ['begin'], [VARIABLES, 'x'], ['rollback']]);
  });

  it('is not sent where nothing follows', async () => {
    await client.query('begin');
    await client.query('commit');
    await client.query('begin');
    await client.query('rollback');
    await client.query('select 1');
    expect(sent).toEqual([['select 1']]);
  });

  it('that fails with the variables fails them, and is rolled back', async () => {
    fails.add(`begin; ${VARIABLES}`);
    await client.query('begin');
    await expect(client.query(VARIABLES)).rejects.toThrow('begin');
    await client.query('rollback');
    expect(sent.at(-1)).toEqual(['rollback']);
  });

  it('that fails by itself keeps what follows from being sent', async () => {
    fails.add('begin');
    await client.query('begin');
    await expect(client.query('delete from person')).rejects.toThrow('begin');
    expect(sent).toEqual([['begin']]);
  });
});
