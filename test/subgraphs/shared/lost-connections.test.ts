import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../../../local/bootstrap/connection.js';
import { Database } from '../../../subgraphs/shared/database/database.js';
import { keptPlan } from '../../../subgraphs/shared/database/kept-plans.js';
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

it('a statement that keeps its plan is planned once by a connection, for whoever asks next on it', () =>
  database.feeds(async (em) => {
    const ask = async (region: string, n: number): Promise<object[]> => {
      await em.execute(`select set_config('app.regions', ?, true)`, [region]);
      return em.execute<object[]>(keptPlan('test_regions', `select current_setting('app.regions', true) as regions, ?::int + 1 as next`), [n]);
    };
    expect([...(await ask('750000000', 1)), ...(await ask('710000000', 2))]).toEqual([{ regions: '750000000', next: 2 }, { regions: '710000000', next: 3 }]);
    expect(await em.execute(keptPlan('test_word', 'select ?::text as word'), ['other'])).toEqual([{ word: 'other' }]);
    expect(await em.execute(`select generic_plans::int as kept, custom_plans::int as others from pg_prepared_statements where name like 'test_%' order by 1`)).toEqual([{ kept: 1, others: 0 }, { kept: 2, others: 0 }]);
  }));
