import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealsIins } from '../../subgraphs/shared/feeds/replaced.js';
import type { LedgerEntry } from '../../subgraphs/shared/ledger/entry.js';
import type { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { replaceSubject } from '../../subgraphs/shared/ledger/subjects.js';
import { sampleEntries } from '../../bench/ledger-sample.js';
import { LedgerLab } from './lab.js';
import { chainsOf, emptyLedger, readLedger } from './read-ledger.js';

const OLD = '150101900007';
const NEW = '150101900017';
const OTHER = '150101900027';
const EVENT = '7d6ab1f0-1111-4222-8333-944455556666';

let lab: LedgerLab;
let ledger: Ledger;

beforeAll(async () => {
  lab = await LedgerLab.open('savings');
});
afterAll(() => lab.close());

/** A record about somebody, by a clerk or by a person. */
function entry(subject: string, person: string | null = null, account = 'clerk-1'): LedgerEntry {
  const [sample] = sampleEntries(1);
  if (sample === undefined) throw new Error('no sample');
  return { ...sample, subject, actor: { subject: account, client: 'portal', role: 'caseworker', organisation: null, iin: person } };
}

const replace = (): Promise<void> => lab.database.feeds((em) => replaceSubject(em, OLD, NEW));

/** Two people in whom somebody looked, then one of them himself; then the first gets the other's IIN. */
beforeEach(async () => {
  await emptyLedger(lab.fresh.adminUrl);
  ledger = lab.ledger();
  for (const one of [entry(OTHER), entry(OLD), entry(NEW), entry(OTHER, OLD, `sub:${OLD}`)]) await ledger.record([one]);
  await replace();
  return () => ledger.close();
});

const faults = async (): Promise<unknown[]> => (await chainsOf(lab.fresh.appUrl, lab.key)).flatMap(({ fault }) => (fault === null ? [] : [[fault.seq, fault.what]]));
const tamper = (statement: string): Promise<unknown> => lab.admin((admin) => admin.query(statement));

/** Tables of the ledger in which a text stands. */
const whereIs = (text: string): Promise<string[]> =>
  lab.admin(async (admin) => {
    const { rows } = await admin.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' and tablename like 'ledger_%'`);
    const found: string[] = [];
    for (const { name } of rows) if (((await admin.query(`select 1 from ${name} t where t::text like $1`, [`%${text}%`])).rowCount ?? 0) > 0) found.push(name);
    return found;
  });

/** A row of `ledger_subject`, by the number of a record about it. */
const about = (seq: number): string => `(select subject from ledger_record where seq = ${seq})`;

describe('after a replaced IIN', () => {
  it('everything is under the new one, nothing under the old, and the chain holds', async () => {
    const records = await readLedger(lab.fresh.adminUrl);
    expect(records.map(({ iin, person }) => [iin, person])).toEqual([[OTHER, null], [NEW, null], [NEW, null], [OTHER, NEW]]);
    expect(await whereIs(OLD)).toEqual([]);
    expect(await whereIs(NEW)).toEqual(['ledger_subject']);
    expect(await chainsOf(lab.fresh.appUrl, lab.key)).toMatchObject([{ records: 4, fault: null }]);
  });

  it('a process that remembers the old one asks anew, whoever is looked at or looks', async () => {
    // The record about OLD put its id into memory, and the others theirs.
    for (const one of [entry(OLD), entry(OTHER, OLD), entry(NEW)]) await ledger.record([one]);
    const records = (await readLedger(lab.fresh.adminUrl)).slice(4);
    expect(records.map(({ iin, person }) => [iin, person])).toEqual([[OLD, null], [OTHER, OLD], [NEW, null]]);
    expect(await chainsOf(lab.fresh.appUrl, lab.key)).toMatchObject([{ records: 7, fault: null }]);
  });

  it('an account that was named after it has a mark in its place, the same for the same number', async () => {
    await ledger.record([entry(OTHER, null, `sub:${OLD}`), entry(OTHER, null, `sub:${NEW}`), entry(OTHER, null, 'broken\0\ud800')]);
    const accounts = (await readLedger(lab.fresh.adminUrl)).slice(3).map(({ account }) => account);
    expect(accounts[0]).toMatch(/^sub:~[\w-]{16}$/);
    expect(accounts[1]).toBe(accounts[0]);
    expect(accounts[2]).not.toBe(accounts[0]);
    expect(accounts[3]).toBe('broken\ufffd\ufffd');
    expect(await chainsOf(lab.fresh.appUrl, lab.key)).toMatchObject([{ records: 7, fault: null }]);
  });

  it('a record that comes late under the old one is found again when the replacement is sealed', async () => {
    await ledger.record([entry(OLD)]);
    expect(await whereIs(OLD)).toEqual(['ledger_subject']);
    const data = JSON.stringify({ oldIin: OLD, newIin: NEW });
    await tamper(`insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
      values ('${EVENT}', 'life-events', 'IIN_REPLACED', '{${OLD},${NEW}}', '2026-09-30', now(), '2026-10-01', 1, '${data}', 'APPLIED')`);
    await lab.database.feeds((em) => sealsIins({ columns: [], without: [] })(em, [{ id: EVENT, position: 2, type: 'IIN_SEALED', subjects: [], occurredOn: '2026-10-01', recordedAt: '', receivedOn: '2026-10-01', data: { replacement: EVENT } }]));
    expect(await whereIs(OLD)).toEqual([]);
    expect((await readLedger(lab.fresh.adminUrl)).at(-1)?.iin).toBe(NEW);
    expect(await chainsOf(lab.fresh.appUrl, lab.key)).toMatchObject([{ records: 5, fault: null }]);
    await tamper('truncate inbox');
  });

  it.each([
    ['a person edited', `update ledger_subject set iin = '${OTHER}' where id = ${about(2)}`, [2, /^ledger_subject \d+, which it names, was edited$/]],
    ['a person given the old IIN again', `update ledger_subject set iin = '${OLD}' where id = ${about(2)}`, [2, /^ledger_subject \d+, which it names, was edited$/]],
    ['a seal edited', `update ledger_subject set seal = decode('00', 'hex') where id = ${about(3)}`, [3, /^ledger_subject \d+, which it names, was edited$/]],
    [
      'two rows of one person in each other\'s place',
      `update ledger_subject a set seal = b.seal from ledger_subject b where a.iin = '${NEW}' and b.iin = '${NEW}' and a.id <> b.id`,
      [2, /^ledger_subject \d+, which it names, was edited$/],
    ],
    [
      'two people exchanged',
      `update ledger_subject a set iin = b.iin, seal = b.seal from ledger_subject b where a.id in (${about(1)}, ${about(3)}) and b.id in (${about(1)}, ${about(3)}) and a.id <> b.id`,
      [1, /^ledger_subject \d+, which it names, was edited$/],
    ],
    ['a person deleted', `delete from ledger_subject where id = ${about(3)}`, [3, /^ledger_subject \d+, which it names, is gone$/]],
    ['two rows of one person merged', `update ledger_record set subject = ${about(2)} where seq = 3`, [3, /^it was edited$/]],
    ['who it was that looked', `insert into ledger_subject (iin, seal) values ('${OTHER}', ''); update ledger_actor set person = (select max(id) from ledger_subject) where person is not null`, [4, /^ledger_actor \d+, which it names, was edited$/]],
  ] as const)('the verifier names the first record that has %s', async (_case, statement, [seq, what]) => {
    await tamper(statement);
    expect(await faults()).toEqual([[seq, expect.stringMatching(what)]]);
  });

  it('the verifier looks at a person who only looked at others, too', async () => {
    const [watcher, another] = ['150101900037', '150101900047'];
    await ledger.record([entry(OTHER, watcher)]);
    await tamper(`update ledger_subject set iin = '${another}' where iin = '${watcher}'`);
    expect(await faults()).toEqual([[5, expect.stringMatching(/^ledger_subject \d+, which it names, was edited$/)]]);
    await tamper(`delete from ledger_subject where iin = '${another}'`);
    expect(await faults()).toEqual([[5, expect.stringMatching(/^ledger_subject \d+, which it names, is gone$/)]]);
  });
});
