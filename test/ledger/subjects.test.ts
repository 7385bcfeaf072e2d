import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { sqlIn, sqlOn } from '../../subgraphs/shared/ledger/sql.js';
import { openLedger, replaceSubject, sealOf, subjectIds } from '../../subgraphs/shared/ledger/subjects.js';
import { LedgerLab } from './lab.js';

const OLD = '150101900010';
const NEW = '150101900020';
const OTHER = '150101900030';

let lab: LedgerLab;
beforeAll(async () => {
  lab = await LedgerLab.open('savings');
});
afterAll(() => lab.close());
beforeEach(() => lab.admin((admin) => admin.query('truncate ledger_subject, ledger_record')));

/** Ids of people as a flush of the ledger's would make them. */
const idsOf = (...iins: string[]) =>
  lab.database.feeds(async (em) => {
    await openLedger(sqlIn(em));
    return [...(await subjectIds(sqlIn(em), lab.key, iins)).values()];
  });

const rows = () =>
  lab.admin(async (admin) => (await admin.query<{ id: number; iin: string; seal: Buffer }>('select id, iin, seal from ledger_subject order by id')).rows);

it('keeps the id of whoever is known, and seals every row', async () => {
  const [first] = await idsOf(OLD);
  const [again, other] = await idsOf(OLD, OTHER);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  for (const { id, iin, seal } of await rows()) expect(seal).toEqual(sealOf(lab.key, id, iin));
});

it('gives the records of a replaced IIN to the new one, in the transaction of the replacement', async () => {
  const [id] = await idsOf(OLD);
  await lab.database.feeds((em) => em.transactional((inner) => replaceSubject(inner, OLD, NEW)));
  expect(await rows()).toEqual([{ id, iin: NEW, seal: sealOf(lab.key, id ?? 0, NEW) }]);
  // Asked for again, the old IIN is somebody unknown.
  expect(await idsOf(OLD)).not.toContain(id);
});

it('puts the records of both together when the new IIN has some already, however often it is told', async () => {
  const [old, fresher] = [await idsOf(OLD), await idsOf(NEW)].flat();
  await lab.database.feeds((em) => replaceSubject(em, OLD, NEW));
  await lab.database.feeds((em) => replaceSubject(em, OLD, NEW));
  expect((await rows()).map(({ id, iin }) => [id, iin])).toEqual([[old, NEW], [fresher, NEW]]);
  expect(await idsOf(NEW)).toEqual([old]);
});

it('replaces nothing when the replacement is rolled back', async () => {
  await idsOf(OLD);
  await expect(
    lab.database.feeds(async (em) => {
      await replaceSubject(em, OLD, NEW);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect((await rows()).map(({ iin }) => iin)).toEqual([OLD]);
});

it('closes the ledger again, and needs a transaction', async () => {
  await idsOf(OLD);
  const seen = await lab.database.feeds(async (em) => {
    await replaceSubject(em, OLD, NEW);
    return em.execute('select * from ledger_subject');
  });
  expect(seen).toEqual([]);
  await expect(lab.database.feeds((em) => replaceSubject(em.fork({ clear: true, keepTransactionContext: false }), NEW, OLD))).rejects.toThrow('RequestDatabase.write');
});

it('writes as a connection of its own as in a transaction', async () => {
  const made = await withClient(lab.fresh.appUrl, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    return subjectIds(sqlOn(client), lab.key, [OTHER, OTHER]);
  });
  expect([...made.values()]).toEqual(await idsOf(OTHER));
});
