import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openLedgerOf } from '../../bench/ledger/appends.js';
import { bytesPerRecord } from '../../bench/ledger/size.js';
import { withClient } from '../support/kept-connections.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { freshDatabase } from '../support/database.js';
import { chainsOf } from './read-ledger.js';

const RECORDS = 20_000;
const CHILDREN = 2_000;

it('a record takes 200 bytes at most, with its indexes, its pages and what it names', async () => {
  const database = await freshDatabase('gateway');
  const key = new LedgerKey(randomBytes(32).toString('hex'));
  const ledger = openLedgerOf(database.appUrl, key);
  const bytes = await withClient(database.appUrl, (client) => bytesPerRecord(client, ledger, RECORDS, CHILDREN));
  await ledger.close();
  expect(await chainsOf(database.appUrl, key)).toMatchObject([{ records: RECORDS, fault: null }]);
  await database.drop();
  // Less than the bare columns would be no measurement.
  expect(bytes).toBeGreaterThan(100);
  expect(bytes).toBeLessThanOrEqual(200);
});
