import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { definitionOf } from '../../local/bootstrap/subgraph-modules.js';
import { Database } from '../../subgraphs/shared/database/database.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { sqlIn, sqlOn } from '../../subgraphs/shared/ledger/sql.js';
import { openLedger, replaceSubject, sealOf, subjectIds } from '../../subgraphs/shared/ledger/subjects.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const OLD = '150101900010';
const NEW = '150101900020';
const OTHER = '150101900030';

const key = new LedgerKey(randomBytes(32).toString('hex'));
let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase('savings');
  database = await Database.open(await definitionOf('savings'), fresh.appUrl, key);
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
beforeEach(() => withClient(fresh.adminUrl, (admin) => admin.query('truncate ledger_subject, ledger_record')));

/** Ids of people as a flush of the ledger's would make them. */
const idsOf = (...iins: string[]) =>
  database.feeds(async (em) => {
    await openLedger(sqlIn(em));
    return [...(await subjectIds(sqlIn(em), key, iins)).values()];
  });

const rows = () =>
  withClient(fresh.adminUrl, async (admin) => (await admin.query<{ id: number; iin: string; seal: Buffer }>('select id, iin, seal from ledger_subject order by id')).rows);

it('keeps the id of whoever is known, and seals every row', async () => {
  const [first] = await idsOf(OLD);
  const [again, other] = await idsOf(OLD, OTHER);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  for (const { id, iin, seal } of await rows()) expect(seal).toEqual(sealOf(key, id, iin));
});

it('gives the records of a replaced IIN to the new one, in the transaction of the replacement', async () => {
  const [id] = await idsOf(OLD);
  await database.feeds((em) => em.transactional((inner) => replaceSubject(inner, OLD, NEW)));
  expect(await rows()).toEqual([{ id, iin: NEW, seal: sealOf(key, id ?? 0, NEW) }]);
  // Asked for again, the old IIN is somebody unknown.
  expect(await idsOf(OLD)).not.toContain(id);
});

it('puts the records of both together when the new IIN has some already, however often it is told', async () => {
  const [old, fresher] = [await idsOf(OLD), await idsOf(NEW)].flat();
  await database.feeds((em) => replaceSubject(em, OLD, NEW));
  await database.feeds((em) => replaceSubject(em, OLD, NEW));
  expect((await rows()).map(({ id, iin }) => [id, iin])).toEqual([[old, NEW], [fresher, NEW]]);
  expect(await idsOf(NEW)).toEqual([old]);
});

it('replaces nothing when the replacement is rolled back', async () => {
  await idsOf(OLD);
  await expect(
    database.feeds(async (em) => {
      await replaceSubject(em, OLD, NEW);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect((await rows()).map(({ iin }) => iin)).toEqual([OLD]);
});

it('closes the ledger again, and needs a transaction', async () => {
  await idsOf(OLD);
  const seen = await database.feeds(async (em) => {
    await replaceSubject(em, OLD, NEW);
    return em.execute('select * from ledger_subject');
  });
  expect(seen).toEqual([]);
  await expect(database.feeds((em) => replaceSubject(em.fork({ clear: true, keepTransactionContext: false }), NEW, OLD))).rejects.toThrow('RequestDatabase.write');
});

it('writes as a connection of its own as in a transaction', async () => {
  const made = await withClient(fresh.appUrl, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    return subjectIds(sqlOn(client), key, [OTHER, OTHER]);
  });
  expect([...made.values()]).toEqual(await idsOf(OTHER));
});
