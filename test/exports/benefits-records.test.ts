import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { rowsOf } from '../support/jobs.js';
import { RECORD_RULES } from './support/benefit-rules.js';
import { Records, type WrittenAward } from './support/records.js';
import { Snapshot } from './support/snapshot.js';

/*
 * Auditors' rules over what officials, feeds and jobs record: journals, payments that are due, kept back or come back, overpayments, cases.
 * Beside a register without an error, each finds what was done wrong here, and none of what was done right.
 */

type RuleName = keyof typeof RECORD_RULES;
const RULES = Object.keys(RECORD_RULES) as RuleName[];

const MONTHS = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'];
const AFTER_APRIL = MONTHS.slice(3);

let database: FreshDatabase;
let records: Records;
let snapshot: Snapshot;
let asOf: string;
const wrong = new Map<RuleName, string[]>();
/** What rules found before anything was written here. */
const before = new Map<RuleName, string[]>();

beforeAll(async () => {
  const [fresh, { households, facts }] = await Promise.all([freshDatabase('benefits'), firstHouseholds(60)]);
  [database, asOf] = [fresh, facts.asOf];
  await seedDatabase('benefits', database.appUrl, households, facts);
  [records, snapshot] = [new Records(database), new Snapshot(database.auditUrl)];
  for (const rule of RULES) before.set(rule, await found(rule));
  for (const write of [deaths, insurance, stops, adoptions, cases, lateness, sums]) await write();
});
afterAll(() => database.drop());

async function found(rule: RuleName): Promise<string[]> {
  const rows = await snapshot.query<{ name: string }>(`select concat(award, ' ', month) as name from (${RECORD_RULES[rule]}) x where $1::date is not null`, [asOf]);
  return rows.map(({ name }) => name).sort();
}

/** Notes what a rule must find: an award or a case, by months or as a whole. */
function isWrong(rule: RuleName, { publicId }: { readonly publicId: string }, months: readonly string[] = ['']): void {
  wrong.set(rule, [...(wrong.get(rule) ?? []), ...months.map((month) => `${snapshot.pseudonym(publicId)} ${month}`)]);
}

async function deaths(): Promise<void> {
  const left = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await records.entry(left, { kind: 'SUSPENDED', circumstance: 'RECIPIENT_DIED', occurredOn: '2026-04-10', receivedOn: '2026-07-20', effectiveFrom: '2026-08-01' });
  isWrong('R1: paid after the recipient\'s death', left, AFTER_APRIL);

  const family = await records.award('LARGE_FAM', '2026-01-01', { children: [1, 2, 3, 4, 5].map(() => records.person()) });
  const [child] = family.children;
  if (child === undefined) throw new Error('no child');
  await records.entry(family, { kind: 'CHILD_LEFT', circumstance: 'CHILD_DIED', occurredOn: '2026-04-10', effectiveFrom: '2026-05-01', membership: child.id });
  isWrong('R1: paid after the child\'s death', await records.award('DIS_CHILD', '2026-01-01', { children: [child.iin], paid: MONTHS }), AFTER_APRIL);
}

async function insurance(): Promise<void> {
  for (const [last, insured] of [['2026-02-01', true], [null, true], ['2026-01-01', false]] as const) {
    const award = await records.award('CARE_STATE', '2026-02-10');
    await rowsOf(records, `insert into insurance_contribution (iin, first_month, last_month, monthly_income, source) values ($1, '2025-06-01', $2, 200000, 'test')`, [award.recipient, last]);
    if (insured) isWrong('R4: CARE_STATE of an insured carer', award);
  }
}

async function stops(): Promise<void> {
  const stopped = async (kind: string, circumstance: string): Promise<WrittenAward> => {
    const award = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
    await records.entry(award, { kind, circumstance, occurredOn: '2026-04-10', effectiveFrom: '2026-05-01' });
    return award;
  };
  for (const circumstance of ['MOVED_ABROAD', 'IMPRISONED', 'ACCOUNT_UNUSED']) isWrong('R14: paid to a recipient who is deprived, abroad, in prison, or takes nothing', await stopped('SUSPENDED', circumstance), AFTER_APRIL);
  isWrong('R14: paid to a recipient who is deprived, abroad, in prison, or takes nothing', await stopped('TERMINATED', 'RIGHTS_REMOVED'), AFTER_APRIL);
  await records.entry(await stopped('SUSPENDED', 'ACCOUNT_UNUSED'), { kind: 'RESUMED', circumstance: 'ACCOUNT_UNUSED', occurredOn: '2026-07-02', effectiveFrom: '2026-05-01' });
  await stopped('SUSPENDED', 'DOCUMENT_EXPIRED');
}

async function adoptions(): Promise<void> {
  const adopted = (): Promise<WrittenAward> => records.award('ADOPTION_ONCE', '2026-03-05', { paid: ['2026-03-01'] });
  const [returned, owed, forgotten] = [await adopted(), await adopted(), await adopted(), await adopted()];
  await records.overpayment(returned, 'ADOPTION_CANCELLED', ['2026-03-01'], 2);
  await records.overpayment(owed, 'ADOPTION_CANCELLED', ['2026-03-01'], 1);
  const other = await records.award('DIS_CARER', '2026-01-01', { children: forgotten.children.map(({ iin }) => iin) });
  await records.entry(other, { kind: 'TERMINATED', circumstance: 'ADOPTION_CANCELLED', occurredOn: '2026-04-10', effectiveFrom: '2026-04-10', ...(other.children[0] && { membership: other.children[0].id }) });
  for (const award of [owed, forgotten]) isWrong('R15: paid for an adoption that was cancelled, and not returned', award, ['2026-03-01']);
  isWrong('R15: an instalment that did not come', owed);
}

async function cases(): Promise<void> {
  await records.application('REFUSED', '2026-03-11');
  for (const publicId of [await records.application('REFUSED', '2026-03-12'), await records.application('CHECKING', null)]) isWrong('R16: a case decided late, or not at all', { publicId });
}

const set = ({ id }: WrittenAward, month: string, to: string): Promise<unknown> => rowsOf(records, `update benefit_payment set ${to} where award_id = $1 and month = $2`, [id, month]);

async function lateness(): Promise<void> {
  const award = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await set(award, '2026-02-01', `paid_on = '2026-03-02'`);
  await set(award, '2026-03-01', `state = 'DUE', paid_on = null`);
  await set(award, '2026-04-01', `paid_on = '2026-05-01'`);
  // What is not due any more is neither late nor too little.
  await set(award, '2026-05-01', `state = 'CANCELLED', paid_on = null, cancelled_at = now()`);
  isWrong('R16: paid late', award, ['2026-02-01', '2026-03-01']);
}

async function sums(): Promise<void> {
  const award = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await set(award, '2026-02-01', 'amount = 9999');
  await set(award, '2026-03-01', 'amount = 7500, recovered = 2500');
  await set(award, '2026-04-01', `state = 'RETURNED', returned_on = paid_on + 5`);
  for (const month of ['2026-05-01', '2026-06-01']) await set(award, month, 'amount = 9000');
  await rowsOf(records, `with change as (insert into index_change (valid_from, effective_on, last) values ('2026-05-01', '2026-07-01', 0) returning id)
    insert into benefit_payment (award_id, month, amount, state, budget_level, region_kato, rule_version, index_change_id) select $1, '2026-05-01', 1000, 'DUE', 'REPUBLICAN', '750000000', 'TEST', id from change`, [award.id]);
  isWrong('R16: not paid in full', award, ['2026-02-01', '2026-04-01', '2026-06-01']);
}

it.each(RULES)('%s', async (rule) => {
  expect(before.get(rule)).toEqual([]);
  expect(await found(rule)).toEqual((wrong.get(rule) ?? ['nothing was written for it']).sort());
});

it('what is due for a month stands once, at its own payment', async () => {
  const payments = await snapshot.query(`select kind, state, amount::text, due::text, paid_on is null as unpaid from audit_export.benefit_payment p
    where exists (select 1 from audit_export.benefit_payment o where o.award = p.award and o.month = p.month and o.kind = 'ARREARS') order by kind`);
  expect(payments).toEqual([
    { kind: 'ARREARS', state: 'DUE', amount: '1000.00', due: null, unpaid: true },
    { kind: 'REGULAR', state: 'PAID', amount: '9000.00', due: '10000.00', unpaid: false },
  ]);
});

it('of an award that false data led to nothing is believed, and a right may be given again', async () => {
  const child = records.person();
  const untrue = await records.award('CARE_STATE', '2025-11-10', { children: [child] });
  await rowsOf(records, `with a as (update benefit_award set status = 'TERMINATED', until = since, end_reason = 'FALSE_DATA', end_occurred_on = since, end_received_on = '2026-02-01' where id = $1 returning id)
    update benefit_award_child set never_due = true, until = since from a where award_id = a.id`, [untrue.id]);
  await records.award('CARE_STATE', '2026-02-10', { children: [child] });
  const links = await snapshot.query(`select since::text, never_due, born::text from audit_export.benefit_award_child where subject = $1 order by since`, [snapshot.pseudonym(child)]);
  expect(links).toEqual([{ since: '2025-11-01', never_due: true, born: '2026-02-01' }, { since: '2026-02-01', never_due: false, born: '2026-02-01' }]);
});

it('a case is as it stood at the moment', async () => {
  const publicId = await records.application('REFUSED', '2026-03-12');
  const stood = async (day: string): Promise<unknown> => {
    const then = new Snapshot(database.auditUrl, `${day}T20:00:00+05:00`);
    return (await then.query(`select state, reason, decided_on::text as decided, working_days as days, late from audit_export.benefit_case where case_id = $1`, [then.pseudonym(publicId)]))[0];
  };
  expect(await stood('2026-03-01')).toBeUndefined();
  expect(await stood('2026-03-11')).toEqual({ state: 'CHECKING', reason: null, decided: null, days: null, late: false });
  expect(await stood('2026-03-12')).toEqual({ state: 'REFUSED', reason: 'NO_RIGHT', decided: '2026-03-12', days: 8, late: true });
});
