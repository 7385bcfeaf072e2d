import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { addMonths } from '../../subgraphs/shared/calendar.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { Books } from './support/books.js';
import { Snapshot } from './support/snapshot.js';
import { asAdmin as asAdminOf, expectAuditorsOnly, expectKeyed, expectNobodyNamed, exportFile, expectPublished, expectQuick, rowsOfView, type ViewRow } from './support/views.js';

/* What auditors read of savings: what is published, to whom, and that nobody can be told from it. */

const file = exportFile('savings');
const names = Object.keys(file.views);

/** Views with one row for each of a table, and the rows of that table. */
const ONE_FOR_ONE: Readonly<Record<string, string>> = { savings_participant: 'listed_child', savings_claim: 'savings_claim', savings_account: 'savings_account', savings_transfer: 'transfer_part', savings_payout: 'payout' };

/** Births whose 18th birthdays the books that are written here have something on. */
const BORN = ['2007-05-05', '2008-02-29', '2008-04-17', '1998-06-11'] as const;
const MAJORITY = { '2007-05-05': '2025-05-05', '2008-02-29': '2026-03-01', '2008-04-17': '2026-04-17', '1998-06-11': '2016-06-11' } as const;

let database: FreshDatabase;
let population: SomeHouseholds;
let snapshot: Snapshot;
const written = new Map<string, string>();
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('savings'), firstHouseholds(400)]);
  await seedDatabase('savings', database.appUrl, population.households, population.facts);
  await withClient(database.adminUrl, async (admin) => {
    await happenedOnBirthdays(new Books(admin));
    // As on a server that runs for a while: the planner knows the tables, and joins them as it would there.
    await admin.query('analyze');
  });
  snapshot = new Snapshot(database.auditUrl);
});
afterAll(() => database.drop());

/** What is due on a birthday happens on it: applications, heirs, the pension account. */
async function happenedOnBirthdays(books: Books): Promise<void> {
  for (const born of BORN) {
    const [applicant, dead] = [await books.grown(born), await books.grown(born, { diedOn: '2012-03-03' })];
    await books.payout(applicant, { submitted: MAJORITY[born], paid: MAJORITY[born], returned: MAJORITY[born] });
    await books.move(dead, 'HEIRS', MAJORITY[born]);
    for (const { iin } of [applicant, dead]) written.set(iin, born);
  }
  const old = await books.grown('1998-06-11');
  await books.move(old, 'PENSION', '2026-06-11');
  written.set(old.iin, '1998-06-11');
}

const asAdmin = <T>(sql: string): Promise<T[]> => asAdminOf<T>(database, sql);
const countOf = async (of: Snapshot, view: string): Promise<unknown> => (await of.query(`select count(*) as n from audit_export.${view}`))[0];

describe('the views', () => {
  it('are those that are published, column for column', () => expectPublished(database, file));

  it('call no function for each pseudonym', () => expectQuick(snapshot, names));

  it('have a row for each person, claim, account, transfer and application', async () => {
    for (const [view, table] of Object.entries(ONE_FOR_ONE)) {
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${table}`);
      expect([view, await countOf(snapshot, view)]).toEqual([view, stored]);
      expect(Number(stored?.n)).toBeGreaterThan(10);
    }
    for (const view of names) expect([view, await countOf(snapshot, view)]).not.toEqual([view, view === 'savings_batch' ? null : { n: '0' }]);
  });

  it('show what was recorded by a moment', async () => {
    for (const [view, table] of Object.entries(ONE_FOR_ONE)) {
      const [middle] = await asAdmin<{ at: string }>(`select percentile_disc(0.5) within group (order by recorded_at)::text as at from ${table}`);
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${table} where recorded_at <= '${middle?.at}'`);
      expect([view, await countOf(new Snapshot(database.auditUrl, middle?.at), view)]).toEqual([view, stored]);
    }
    const [first] = await asAdmin<{ at: string }>(`select min(finished_at)::text as at from accrual_run`);
    expect(await new Snapshot(database.auditUrl, first?.at).query('select reporting_year from audit_export.savings_total')).toEqual([{ reporting_year: 2023 }]);
  });

  it('tell a year\'s sum and its yield apart, and what was taken back of each, the sum first', async () => {
    const [child, other] = await withClient(database.adminUrl, async (admin) => {
      const books = new Books(admin, 9_000);
      const both = [await books.child('2015-03-04'), await books.child('2015-03-04')] as const;
      for (const one of both) await books.credit(one, 2025, '130.71', '3.11');
      await books.takeBack(both[0], 2025, '132.00');
      await books.takeBack(both[1], 2025, '30.00');
      return both;
    });
    const of = ({ iin }: { readonly iin: string }, view: string, columns: string, order: string): Promise<object[]> =>
      snapshot.query(`select ${columns} from audit_export.${view} where subject = '${snapshot.pseudonym(iin)}' order by ${order}`);
    const transfers = (one: { readonly iin: string }): Promise<object[]> => of(one, 'savings_transfer', 'kind, amount::text, taken_back::text as back', 'kind');
    expect(await transfers(child)).toEqual([{ kind: 'ACCRUAL', amount: '130.71', back: '130.71' }, { kind: 'CLAWBACK', amount: '132.00', back: '0' }, { kind: 'YIELD', amount: '3.11', back: '1.29' }]);
    expect(await transfers(other)).toEqual([{ kind: 'ACCRUAL', amount: '130.71', back: '30.00' }, { kind: 'CLAWBACK', amount: '30.00', back: '0' }, { kind: 'YIELD', amount: '3.11', back: '0' }]);
    expect(await of(child, 'savings_transfer', 'count(distinct transfer)::int as rows, count(distinct refers_to)::int as named', '1')).toEqual([{ rows: 2, named: 1 }]);
    expect(await of(child, 'savings_year', 'transfers, accrued::text, taken_back::text as back', '1')).toContainEqual({ transfers: 1, accrued: '130.71', back: '130.71' });
    expect(await of(child, 'savings_claim_year', 'accrued::text, yield::text', '1')).toEqual([{ accrued: '130.71', yield: '3.11' }]);
    expect(await snapshot.query('select taken_back::text as back from audit_export.savings_total where reporting_year = 2025')).toEqual([{ back: '160.71' }]);
  });

  it('tell an application as it stood then', async () => {
    const [paid] = await asAdmin<{ id: string; at: string }>(`select p.public_id as id, e.recorded_at::text as at from payout p join payout_event e on e.payout_id = p.id
      where e.action = 'PAY' and p.state = 'USED' and p.submitted_on < e.occurred_on order by 1 limit 1`);
    const then = new Snapshot(database.auditUrl, paid?.at);
    const state = (of: Snapshot): Promise<object[]> => of.query(`select state, sent = amount as sent, used > 0 as used, used_on is null as unused from audit_export.savings_payout where payout = '${of.pseudonym(paid?.id ?? '')}'`);
    expect(await state(then)).toEqual([{ state: 'PAID', sent: true, used: false, unused: true }]);
    expect(await state(snapshot)).toEqual([{ state: 'USED', sent: true, used: true, unused: false }]);
  });
});

describe('who reads them', () => {
  it('is nobody without a key and a moment', () => expectKeyed(database, names));

  it('is the auditors\' role, which has nothing else of the database, and no other', () =>
    expectAuditorsOnly(database, names, ['listed_child', 'savings_claim', 'transfer', 'ledger_account', 'payout', 'payout_event', 'accrual_run', 'asset_batch'], 'savings_export'));
});

describe('nobody can be told from them', () => {
  let rows: Readonly<Record<string, readonly ViewRow[]>>;
  beforeAll(async () => (rows = Object.fromEntries(await Promise.all(names.map(async (view) => [view, await rowsOfView(snapshot, view)] as const)))));

  it('no IIN, name or address stands in them', () => {
    expectNobodyNamed(Object.values(rows).flat(), population);
    const cells = new Set(Object.values(rows).flat().flatMap((row) => Object.values(row)));
    for (const iin of written.keys()) expect(cells).not.toContain(iin);
  });

  it('no day of birth is given away, nor the day on which a term from it ends', () => {
    // Days on which an operator or a run does something are anybody's day of birth by chance; the 18th birthday and what follows from it are nowhere.
    const ofOffice = (view: string, name: string): boolean => ['checked_on', 'paid_on', 'used_on', 'returned_on', 'use_by', 'check_by'].includes(name) || (view === 'savings_transfer' && ['occurred_on', 'recorded_at'].includes(name));
    const people = [...population.households.flatMap(({ persons }) => persons.map(({ iin, birthDate }) => [iin, birthDate] as const)), ...written];
    const born = new Map(people.map(([iin, day]) => [snapshot.pseudonym(iin), day] as const));
    const found = Object.entries(rows).flatMap(([view, all]) => all.flatMap((row) => {
      const day = born.get(row['subject'] ?? '') ?? '';
      if (day === '' || day.endsWith('-01')) return [];
      const majority = day.endsWith('-02-29') ? addMonths(day, 216).replace(/\d\d-\d\d$/, '03-01') : addMonths(day, 216);
      const telling = new Set([majority, addMonths(majority, 120)].filter((one) => !one.endsWith('-01')));
      return Object.entries(row).filter(([name, cell]) => cell !== null && (telling.has(cell.slice(0, 10)) || (!ofOffice(view, name) && cell.startsWith(day)))).map(([name]) => `${view}.${name}`);
    }));
    expect(born.size).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
  });

  it('people and holdings are the same in all views under one key, and others under the next', async () => {
    const of = (name: string, ...views: readonly string[]): Set<string | null | undefined> => new Set(views.flatMap((view) => (rows[view] ?? []).map((row) => row[name])).filter((one) => one != null));
    for (const view of ['savings_claim', 'savings_account', 'savings_transfer', 'savings_payout', 'savings_year']) expect([view, [...of('subject', view)].filter((one) => !of('subject', 'savings_participant').has(one))]).toEqual([view, []]);
    const holdings = of('holding', 'savings_claim', 'savings_account');
    for (const name of ['from_holding', 'to_holding']) expect([...of(name, 'savings_transfer')].filter((one) => !holdings.has(one))).toEqual([]);
    const next = await rowsOfView(new Snapshot(database.auditUrl), 'savings_claim');
    for (const name of ['subject', 'holding']) expect(new Set(next.map((row) => row[name])).intersection(of(name, 'savings_claim')).size).toBe(0);
  });

  it('no place is told, because the programme has none', () => {
    expect(new Set(Object.values(rows).flat().map(({ region }) => region ?? null))).toEqual(new Set([null]));
  });
});
