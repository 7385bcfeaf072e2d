import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../../../local/bootstrap/connection.js';
import { Database } from '../../../subgraphs/shared/database/database.js';
import { LedgerKey } from '../../../subgraphs/shared/ledger/ledger-key.js';
import { database as definition } from '../../../subgraphs/registry/orm.config.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../../support/database.js';

/** More than the pool has connections. */
const CUTS = 12;

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase('registry');
  database = await Database.open(definition, fresh.appUrl, new LedgerKey('ab'.repeat(32)), { patience: UNHURRIED });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

/** A transaction whose connection is cut in its middle. */
const cut = (): Promise<unknown> =>
  database.feeds(async (em) => {
    const [{ pid } = { pid: 0 }] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
    await withClient(fresh.adminUrl, (admin) => admin.query('select pg_terminate_backend($1)', [pid]));
    await em.execute('select 1');
  });

it('transactions whose connection was lost do not use up the pool', async () => {
  for (let i = 0; i < CUTS; i += 1) await expect(cut()).rejects.toThrow();
  const answers = await Promise.all(Array.from({ length: CUTS }, () => database.feeds((em) => em.execute<{ one: number }[]>('select 1 as one'))));
  expect(answers.every(([row]) => row?.one === 1)).toBe(true);
});
