import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { rowsOf } from '../support/jobs.js';
import { Records, type WrittenAward } from './support/records.js';
import { Snapshot } from './support/snapshot.js';
import { RuleLab } from '../subgraphs/audit/support/rule-lab.js';

/*
 * Auditors' rules over what officials, feeds and jobs record: journals, payments that are due, kept back or come back, overpayments, cases.
 * Beside a register without an error, each finds what was done wrong here, and none of what was done right.
 */

/** Rules of the library that find what is written here. */
const RULES = ['R4', 'R10', 'R14', 'R15', 'R16a', 'R16b', 'R16c'] as const;
type RuleName = (typeof RULES)[number];

const MONTHS = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'];
const AFTER_APRIL = MONTHS.slice(3);

let database: FreshDatabase;
let records: Records;
let snapshot: Snapshot;
let lab: RuleLab;
/** Awards or cases and, where only some months are wrong, these. */
const wrong = new Map<RuleName, (readonly [publicId: string, month: string])[]>();
/** Awards of months after a death that benefits knows of. */
const afterDeath = { benefit_payment: new Set<string>(), benefit_payment_child: new Set<string>() };

beforeAll(async () => {
  const [fresh, { households, facts }] = await Promise.all([freshDatabase('benefits'), firstHouseholds(60)]);
  database = fresh;
  await seedDatabase('benefits', database.appUrl, households, facts);
  [records, snapshot] = [new Records(database), new Snapshot(database.auditUrl)];
  for (const write of [deaths, insurance, leaves, stops, adoptions, cases, lateness, sums, gaps]) await write();
  lab = await RuleLab.over('benefits', database, facts, ['registry']);
  await lab.recordedBy('benefits', facts.asOf);
  await lab.take();
});
afterAll(() => lab.close());

/** Notes what a rule must find: an award or a case, by months or in whichever. */
function isWrong(rule: RuleName, { publicId }: { readonly publicId: string }, months: readonly string[] = ['']): void {
  wrong.set(rule, [...(wrong.get(rule) ?? []), ...months.map((month) => [publicId, month] as const)]);
}

async function deaths(): Promise<void> {
  const left = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await records.entry(left, { kind: 'SUSPENDED', circumstance: 'RECIPIENT_DIED', occurredOn: '2026-04-10', receivedOn: '2026-07-20', effectiveFrom: '2026-08-01' });
  for (const month of AFTER_APRIL) afterDeath.benefit_payment.add(`${snapshot.pseudonym(left.publicId)} ${month}`);

  const family = await records.award('LARGE_FAM', '2026-01-01', { children: [1, 2, 3, 4, 5].map(() => records.person()) });
  const [child] = family.children;
  if (child === undefined) throw new Error('no child');
  await records.entry(family, { kind: 'CHILD_LEFT', circumstance: 'CHILD_DIED', occurredOn: '2026-04-10', effectiveFrom: '2026-05-01', membership: child.id });
  const { publicId } = await records.award('DIS_CHILD', '2026-01-01', { children: [child.iin], paid: MONTHS });
  for (const month of AFTER_APRIL) afterDeath.benefit_payment_child.add(`${snapshot.pseudonym(publicId)} ${month}`);
}

async function insurance(): Promise<void> {
  for (const [last, insured] of [['2026-02-01', true], [null, true], ['2026-01-01', false]] as const) {
    const award = await records.award('CARE_STATE', '2026-02-10');
    await rowsOf(records, `insert into insurance_contribution (iin, first_month, last_month, monthly_income, source) values ($1, '2025-06-01', $2, 200000, 'test')`, [award.recipient, last]);
    if (insured) isWrong('R4', award);
  }
}

/** Days of leave that the law knows, and that it does not; of adopters, who may have fewer, this register has none. */
async function leaves(): Promise<void> {
  for (const [until, wrongly] of [['2026-07-06', false], ['2026-04-27', false], ['2026-07-05', true], ['2026-04-01', true]] as const) {
    const award = await records.award('MATERNITY', '2026-03-03');
    await rowsOf(records, 'update benefit_award set until = $2 where id = $1', [award.id, until]);
    if (wrongly) isWrong('R10', award);
  }
  const late = await records.award('MATERNITY', '2026-03-03');
  await rowsOf(records, `update benefit_award set until = '2026-07-06', occurred_on = '2025-03-02' where id = $1`, [late.id]);
  isWrong('R10', late);
}

async function stops(): Promise<void> {
  const stopped = async (kind: string, circumstance: string): Promise<WrittenAward> => {
    const award = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
    await records.entry(award, { kind, circumstance, occurredOn: '2026-04-10', effectiveFrom: '2026-05-01' });
    return award;
  };
  for (const circumstance of ['MOVED_ABROAD', 'IMPRISONED', 'ACCOUNT_UNUSED']) isWrong('R14', await stopped('SUSPENDED', circumstance), AFTER_APRIL);
  // An end may be of any day of its month; lost rights are told by the civil registry alone.
  isWrong('R14', await stopped('TERMINATED', 'MOVED_ABROAD'), AFTER_APRIL.slice(1));
  await stopped('TERMINATED', 'RIGHTS_REMOVED');
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
  for (const award of [owed, forgotten]) isWrong('R15', award, ['2026-03-01']);
  isWrong('R15', owed, ['2026-03-01']);
}

async function cases(): Promise<void> {
  await records.application('REFUSED', '2026-03-11');
  for (const publicId of [await records.application('REFUSED', '2026-03-12'), await records.application('CHECKING', null)]) isWrong('R16a', { publicId });
}

const set = ({ id }: WrittenAward, month: string, to: string): Promise<unknown> => rowsOf(records, `update benefit_payment set ${to} where award_id = $1 and month = $2`, [id, month]);

async function lateness(): Promise<void> {
  const award = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await set(award, '2026-02-01', `paid_on = '2026-03-02'`);
  await set(award, '2026-03-01', `state = 'DUE', paid_on = null`);
  await set(award, '2026-04-01', `paid_on = '2026-05-01'`);
  // What is not due any more is neither late nor too little.
  await set(award, '2026-05-01', `state = 'CANCELLED', paid_on = null, cancelled_at = '2026-06-10'`);
  isWrong('R16b', award, ['2026-02-01', '2026-03-01']);
}

async function sums(): Promise<void> {
  const award = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await set(award, '2026-02-01', 'amount = 9999');
  await set(award, '2026-03-01', 'amount = 7500, recovered = 2500');
  await set(award, '2026-04-01', `state = 'RETURNED', returned_on = paid_on + 5`);
  for (const month of ['2026-05-01', '2026-06-01']) await set(award, month, 'amount = 9000');
  await rowsOf(records, `with change as (insert into index_change (valid_from, effective_on, last) values ('2026-05-01', '2026-07-01', 0) returning id)
    insert into benefit_payment (award_id, month, amount, state, budget_level, region_kato, rule_version, index_change_id) select $1, '2026-05-01', 1000, 'DUE', 'REPUBLICAN', '750000000', 'TEST', id from change`, [award.id]);
  isWrong('R16c', award, ['2026-02-01', '2026-04-01', '2026-06-01']);
  // What is on record as overpaid comes back by that.
  const overpaid = await records.award('DIS_CARER', '2026-01-01', { paid: MONTHS });
  await set(overpaid, '2026-03-01', 'amount = 11000');
  await records.overpayment(overpaid, 'WRONG_AMOUNT', ['2026-03-01'], 2);
}

let unpaid: WrittenAward;
let suspended: WrittenAward;
/** Two awards that were paid for all months but April and May: one has no amount then, as a suspension that is not made good leaves it. */
async function gaps(): Promise<void> {
  const paid = [...MONTHS.filter((month) => month !== '2026-04-01' && month !== '2026-05-01'), '2026-08-01', '2026-09-01'];
  [unpaid, suspended] = [await records.award('DIS_CARER', '2026-01-01', { paid }), await records.award('DIS_CARER', '2026-01-01', { paid })];
  await rowsOf(records, `update benefit_award_amount set valid_to = '2026-04-01' where award_id = $1`, [suspended.id]);
  await rowsOf(records, `insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, withheld, rule_version)
    select award_id, '2026-06-01', tier, exact, gross, withheld, rule_version from benefit_award_amount where award_id = $1`, [suspended.id]);
}

it('a month without an amount was not due', async () => {
  const found = await lab.found('R16d');
  const months = ({ publicId }: WrittenAward): string[] => found.filter(({ record }) => record === lab.names(publicId)).map(({ month }) => String(month)).filter((month) => month < '2026-07').sort();
  expect([months(unpaid), months(suspended)]).toEqual([['2026-04-01', '2026-05-01'], []]);
});

it.each(RULES)('%s', async (rule) => {
  const wanted = (wrong.get(rule) ?? []).map(([publicId, month]) => `${lab.names(publicId)} ${month}`);
  const found = (await lab.found(rule)).map(({ record, month }) => (wanted.includes(`${record} `) ? `${record} ` : `${record} ${month}`));
  expect(found.sort()).toEqual(wanted.sort());
  expect(wanted).not.toEqual([]);
});

it.each(['benefit_payment', 'benefit_payment_child'] as const)('%s tells of months after a death that benefits knows of', async (view) => {
  const found = await snapshot.query<{ name: string }>(`select concat(award, ' ', month) as name from audit_export.${view} p where after_death ${view === 'benefit_payment' ? '' : 'and member'} and state in ('DUE', 'PAID')`);
  expect(new Set(found.map(({ name }) => name))).toEqual(afterDeath[view]);
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
