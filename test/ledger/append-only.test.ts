import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleEntries } from '../../bench/ledger-sample.js';
import { withClient, withClients } from '../../local/bootstrap/connection.js';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { systemClock } from '../../subgraphs/shared/clock.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const DATABASES: readonly DatabaseName[] = [...SUBGRAPHS, 'gateway'];
const TABLES = ['ledger_record', 'ledger_chain', 'ledger_subject', 'ledger_actor', 'ledger_operation', 'ledger_effect', 'ledger_delivery'];

const DENIED = /permission denied/;

describe.each(DATABASES)('the ledger of %s', (name) => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase(name);
    const ledger = new Ledger({ url: database.appUrl, key: new LedgerKey('a1'.repeat(32)), clock: systemClock, kind: 'READ', patienceMs: 15_000 });
    await ledger.record(sampleEntries(50).map((entry, i) => (i === 0 ? { ...entry, delivery: { after: 0, upTo: 9, events: 2 } } : entry)));
    await ledger.close();
  });
  afterAll(() => database.drop());

  const asApp = <T>(work: (client: Client) => Promise<T>): Promise<T> =>
    withClient(database.appUrl, async (client) => {
      await client.query(`set app.ledger = 'open'`);
      return work(client);
    });

  it('gives the process no way to change or take away a row', async () => {
    await asApp(async (client) => {
      for (const table of TABLES) {
        expect((await client.query(`select * from ${table}`)).rowCount).toBeGreaterThan(0);
        await expect(client.query(`delete from ${table}`)).rejects.toThrow(DENIED);
        await expect(client.query(`truncate ${table}`)).rejects.toThrow(DENIED);
        const column = { ledger_record: 'seq', ledger_chain: 'kind', ledger_subject: 'id', ledger_delivery: 'events' }[table] ?? 'seal';
        await expect(client.query(`update ${table} set ${column} = ${column}`)).rejects.toThrow(DENIED);
      }
    });
  });

  it('lets nothing of a record be written over', async () => {
    await asApp(async (client) => {
      for (const column of ['at', 'actor', 'operation', 'effect', 'subject', 'correlation', 'hash']) {
        await expect(client.query(`update ledger_record set ${column} = ${column}`)).rejects.toThrow(DENIED);
      }
      await expect(client.query(`insert into ledger_record select * from ledger_record on conflict (chain, seq) do update set at = now()`)).rejects.toThrow(DENIED);
    });
  });

  it('is closed to sessions that are not the ledger\'s', async () => {
    await withClient(database.appUrl, async (client) => {
      for (const path of ['', 'relation', 'register']) {
        await client.query(`select set_config('app.path', $1, false), set_config('app.regions', '*', false), set_config('app.feeds', 'open', false)`, [path]);
        for (const table of TABLES) expect([table, (await client.query(`select * from ${table}`)).rows]).toEqual([table, []]);
        expect((await client.query('update ledger_subject set iin = iin')).rowCount).toBe(0);
      }
    });
  });

  it('takes no record from a session that is not the ledger\'s', async () => {
    await withClient(database.appUrl, async (client) => {
      await expect(client.query(`insert into ledger_record (at, chain, seq, operation, effect, hash) values (now(), 9, 1, 1, 1, '')`)).rejects.toThrow(/row-level security/);
      await expect(client.query(`insert into ledger_subject (iin, seal) values ('150101900017', '')`)).rejects.toThrow(/row-level security/);
    });
  });

  it('shows itself neither to the owner, who migrates, nor to the auditors\' role', async () => {
    await withClients([database.ownerUrl, database.auditUrl], async ([owner, audit]) => {
      await owner?.query(`set app.ledger = 'open'`);
      for (const table of TABLES) {
        expect([table, (await owner?.query(`select * from ${table}`))?.rows]).toEqual([table, []]);
        await expect(audit?.query(`select * from ${table}`)).rejects.toThrow(DENIED);
      }
    });
  });
});
