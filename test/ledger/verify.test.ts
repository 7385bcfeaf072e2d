import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleEntries } from '../../bench/ledger-sample.js';
import { withClient } from '../support/kept-connections.js';
import { fixedClock } from '../../subgraphs/shared/clock.js';
import type { LedgerEntry } from '../../subgraphs/shared/ledger/entry.js';
import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import type { ChainReport } from '../../subgraphs/shared/ledger/verify/verify.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { chainsOf, emptyLedger } from './read-ledger.js';

const key = new LedgerKey(randomBytes(32).toString('hex'));
const clock = fixedClock('2026-10-01T07:00:00Z');
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase('savings');
});
afterAll(() => database.drop());

/** One life of a process that wrote so many records. */
async function life(records: number): Promise<void> {
  const ledger = new Ledger({ url: database.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
  await Promise.all(sampleEntries(records, { children: 10 }).map((entry) => ledger.record([entry])));
  await ledger.close();
}

const verify = (): Promise<ChainReport[]> => chainsOf(database.appUrl, key);

/** By hand, as somebody who is past every grant and policy, and has not the key. */
const tamper = (...statements: string[]): Promise<void> =>
  withClient(database.adminUrl, async (admin: Client) => {
    for (const statement of statements) await admin.query(statement);
  });

const faults = async (): Promise<unknown[]> => (await verify()).filter(({ fault }) => fault !== null).map(({ chain, fault }) => [chain, fault?.seq, fault?.what]);

describe('a ledger of two lives of its process', () => {
  beforeEach(async () => {
    await emptyLedger(database.adminUrl);
    await life(30);
    await life(20);
  });

  it('holds, and says how long its chains are', async () => {
    expect(await verify()).toMatchObject([
      { chain: 1, kind: 'READ', records: 30, fault: null },
      { chain: 2, kind: 'READ', records: 20, fault: null },
    ]);
  });

  it.each([
    ['an edited time', `update ledger_record set at = at + interval '1 microsecond' where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['an edited child', `update ledger_record set subject = subject % 10 + 1 where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['a child that is taken out', `update ledger_record set subject = null where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['another actor', `update ledger_record set actor = (select min(id) from ledger_actor where id <> actor) where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['no actor', `update ledger_record set actor = null where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['another operation', `update ledger_record set operation = (select min(id) from ledger_operation where id <> operation) where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['another effect', `update ledger_record set effect = (select min(id) from ledger_effect where id <> effect) where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['another request', `update ledger_record set correlation = gen_random_uuid() where chain = 1 and seq = 7`, [1, 7, 'it was edited']],
    ['the last record edited', `update ledger_record set at = now() where chain = 2 and seq = 20`, [2, 20, 'it was edited, or added without the key']],
    ['a deleted record', `delete from ledger_record where chain = 1 and seq = 7`, [1, 7, 'it is gone']],
    ['records deleted in the middle', `delete from ledger_record where chain = 1 and seq between 7 and 19`, [1, 7, 'it is gone']],
    ['a deleted first record', `delete from ledger_record where chain = 1 and seq = 1`, [1, 1, 'it is gone']],
    [
      'a deleted record whose gap was closed',
      `delete from ledger_record where chain = 1 and seq = 7; update ledger_record set seq = seq + 999 where chain = 1 and seq > 7; update ledger_record set seq = seq - 1000 where chain = 1 and seq > 1000`,
      [1, 7, 'it was moved, inserted or written without the key'],
    ],
    [
      'two records in each other\'s place',
      `update ledger_record set seq = 1000 where chain = 1 and seq = 7; update ledger_record set seq = 7 where chain = 1 and seq = 9; update ledger_record set seq = 9 where chain = 1 and seq = 1000`,
      [1, 7, 'it was moved, inserted or written without the key'],
    ],
    [
      'an inserted record',
      `update ledger_record set seq = seq + 1001 where chain = 1 and seq > 6; update ledger_record set seq = seq - 1000 where chain = 1 and seq > 1000;
       insert into ledger_record select at, chain, 7, actor, operation, effect, subject, correlation, hash from ledger_record where chain = 1 and seq = 3`,
      [1, 7, 'it was moved, inserted or written without the key'],
    ],
    ['a record put behind the last', `insert into ledger_record select at, chain, 21, actor, operation, effect, subject, correlation, hash from ledger_record where chain = 2 and seq = 3`, [2, 21, 'it was edited, or added without the key']],
    ['a tail cut off', `delete from ledger_record where chain = 1 and seq > 25`, [1, 26, 'it is gone: when chain 2 began, this one had 30 records']],
    ['all records of a chain gone', `delete from ledger_record where chain = 1`, [1, 1, 'it is gone: when chain 2 began, this one had 30 records']],
    ['a chain gone altogether', `delete from ledger_record where chain = 1; delete from ledger_chain where id = 1`, [1, 1, 'the beginning of its chain is gone']],
    ['a beginning gone', `delete from ledger_chain where id = 2`, [2, 1, 'the beginning of its chain is gone']],
    ['a beginning that has forgotten what came before', `update ledger_chain set predecessors = '[]' where id = 2`, [2, 1, 'the beginning of its chain was edited, or written without the key']],
    ['a beginning at another time', `update ledger_chain set began_at = now() where id = 1`, [1, 1, 'the beginning of its chain was edited, or written without the key']],
  ])('names the first bad record: %s', async (_case, statements, fault) => {
    await tamper(statements);
    expect(await faults()).toEqual([fault]);
  });

  it('names the first record that uses an edited dictionary, and the row', async () => {
    await tamper(`update ledger_actor set account = 'somebody else' where id = (select actor from ledger_record where chain = 1 and seq = 7)`);
    const [[chain, seq, what]] = (await faults()) as [[number, number, string]];
    expect([chain, what]).toEqual([1, expect.stringMatching(/^ledger_actor \d+, which it names, was edited$/)]);
    expect(seq).toBeLessThanOrEqual(7);
  });

  it.each([
    ['an operation', `update ledger_operation set purpose = 'CHILD_PROFILE' where purpose <> 'CHILD_PROFILE'`, /^ledger_operation \d+, which it names, was edited$/],
    ['a case number', `update ledger_operation set case_number = 'K-99' where case_number is not null`, /^ledger_operation \d+, which it names, was edited$/],
    ['a case number taken out', `update ledger_operation set case_number = null`, /^ledger_operation \d+, which it names, was edited$/],
    ['a case number put in', `update ledger_operation set case_number = 'K-99' where case_number is null`, /^ledger_operation \d+, which it names, was edited$/],
    ['fields', `update ledger_effect set fields = array['Child.iin'] where outcome = 'RELEASED'`, /^ledger_effect \d+, which it names, was edited$/],
    ['a refusal made a release', `update ledger_effect set outcome = 'RELEASED', reason = null where outcome = 'REFUSED'`, /^ledger_effect \d+, which it names, was edited$/],
    ['whose records they are', `update ledger_subject set iin = '150101900017'`, /^ledger_subject \d+, which it names, was edited$/],
    ['two children\'s records exchanged', `update ledger_subject a set iin = b.iin, seal = b.seal from ledger_subject b where a.id in (1, 2) and b.id in (1, 2) and a.id <> b.id`, /^ledger_subject \d+, which it names, was edited$/],
    ['a row taken out', `delete from ledger_effect where outcome = 'REFUSED'`, /^ledger_effect \d+, which it names, is gone$/],
  ])('finds an edited dictionary: %s', async (_case, statement, what) => {
    await tamper(statement);
    const found = (await verify()).flatMap(({ fault }) => fault?.what ?? []);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatch(what);
  });

  it('does not take a chain that was written with another key', async () => {
    await emptyLedger(database.adminUrl);
    const forger = new Ledger({ url: database.appUrl, key: new LedgerKey('ab'.repeat(32)), clock, kind: 'READ' });
    await forger.record(sampleEntries(5));
    await forger.close();
    expect(await faults()).toEqual([[1, 1, 'the beginning of its chain was edited, or written without the key']]);
  });

  it('finds a rewritten rest of a chain at its first record', async () => {
    const forger = new LedgerKey('ab'.repeat(32));
    await withClient(database.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ seq: number; hash: Buffer }>('select seq, hash from ledger_record where chain = 1 and seq >= 11 order by seq');
      for (const { seq, hash } of rows) {
        const forged = forger.hash(hash, { chain: 1, seq, at: 0n, actor: null, operation: Buffer.alloc(0), effect: Buffer.alloc(0), subject: null, correlation: null, delivery: null });
        await admin.query('update ledger_record set hash = $1 where chain = 1 and seq = $2', [forged, seq]);
      }
    });
    expect(await faults()).toEqual([[1, 11, 'it was moved, inserted or written without the key']]);
  });

  it('finds records that follow each other by another key, behind good ones', async () => {
    const forger = new Ledger({ url: database.appUrl, key: new LedgerKey('ab'.repeat(32)), clock, kind: 'READ' });
    await forger.record(sampleEntries(12, { children: 10 }));
    await forger.close();
    await tamper(
      'delete from ledger_record where chain = 2 and seq > 8',
      'update ledger_record set chain = 2, seq = seq + 8 where chain = 3',
      'delete from ledger_chain where id = 3',
    );
    // What the forger's records name has seals of the forger's.
    expect(await faults()).toEqual([[2, 9, expect.stringMatching(/^ledger_\w+ \d+, which it names, was edited$/)]]);
  });

  it('sees through a restored backup once a later chain has begun', async () => {
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('create table backup as table ledger_record with no data');
      await admin.query('insert into backup select * from ledger_record where chain = 2 and seq <= 12');
      await admin.query('alter table backup owner to "savings_owner"');
    });
    await life(3);
    await tamper('delete from ledger_record where chain = 2', 'insert into ledger_record select * from backup', 'drop table backup');
    expect(await faults()).toEqual([[2, 13, 'it is gone: when chain 3 began, this one had 20 records']]);
  });
});

it('holds with operations from before there were case numbers', async () => {
  await emptyLedger(database.adminUrl);
  const columns = ['OWN', 'CHILD_PROFILE', 'query', null];
  await withClient(database.adminUrl, (admin) =>
    admin.query('insert into ledger_operation (door, purpose, kind, name, seal) values ($1, $2, $3, $4, $5)', [...columns, key.seal('operation', columns)]));
  const ledger = new Ledger({ url: database.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
  const operation = { door: 'OWN', purpose: 'CHILD_PROFILE', kind: 'query', name: null } as const;
  await ledger.record(sampleEntries(2).map((entry, i) => ({ ...entry, operation: { ...operation, caseNumber: i === 0 ? null : 'K-7/2026' } })));
  await ledger.close();
  expect(await verify()).toMatchObject([{ records: 2, fault: null }]);
  const kept = await withClient(database.adminUrl, async (admin) => (await admin.query('select case_number from ledger_operation order by id')).rows);
  expect(kept).toEqual([{ case_number: null }, { case_number: 'K-7/2026' }]);
});

describe('a record of a page of a feed', () => {
  beforeEach(async () => {
    await emptyLedger(database.adminUrl);
    const ledger = new Ledger({ url: database.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
    const page = (after: number): LedgerEntry[] => sampleEntries(1).map((entry) => ({ ...entry, subject: null, delivery: { after, upTo: after + 4, events: 3 } }));
    for (const entries of [sampleEntries(3), page(0), sampleEntries(2), page(4)]) await ledger.record(entries);
    await ledger.close();
  });

  it('holds with what it delivered', async () => {
    expect(await verify()).toMatchObject([{ records: 7, fault: null }]);
  });

  it.each([
    ['other positions', 'update ledger_delivery set up_to = 3 where seq = 4', [1, 4, 'it was edited']],
    ['fewer events', 'update ledger_delivery set events = 1 where seq = 4', [1, 4, 'it was edited']],
    ['no delivery', 'delete from ledger_delivery where seq = 4', [1, 4, 'it was edited']],
    ['another record\'s delivery', 'update ledger_delivery set seq = 5 where seq = 4', [1, 4, 'it was moved, inserted or written without the key']],
    ['a delivery that a record never had', 'insert into ledger_delivery values (8, 12, 1, 2, 1)', [1, 2, 'it was edited']],
    ['no record beside its delivery', 'delete from ledger_record where seq > 5', [1, 6, 'it is gone: what record 7 delivered is still there']],
  ])('names the first bad record: %s', async (_case, statement, fault) => {
    await tamper(statement);
    expect(await faults()).toEqual([fault]);
  });
});

it('reads through more than one page, and past what a chain goes on to write', async () => {
  await emptyLedger(database.adminUrl);
  const ledger = new Ledger({ url: database.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
  for (let i = 0; i < 24; i += 1) await ledger.record(sampleEntries(500));
  const writing = (async () => {
    for (let i = 0; i < 40; i += 1) await ledger.record(sampleEntries(50));
  })();
  const reports = await Promise.all([verify(), verify(), verify()]);
  await writing;
  for (const [report] of reports) expect(report).toMatchObject({ chain: 1, fault: null });
  expect(await verify()).toMatchObject([{ records: 14_000, fault: null }]);
  await tamper('delete from ledger_record where seq = 11111');
  expect(await faults()).toEqual([[1, 11_111, 'it is gone']]);
  await ledger.close();
});
