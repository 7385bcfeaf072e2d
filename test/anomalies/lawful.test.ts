import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asking } from '../../soak/support/audit/compare.js';
import { AUDIT_RULES } from '../../subgraphs/audit/modules/rule/rules.js';
import { publications, schemaOf } from '../../subgraphs/audit/modules/snapshot/published.js';

/* What is lawful is no finding, beside what is not: rows of views as they are published, written here by hand. */

const DAY = '2026-10-01';
const TYPES = { uuid: 'varchar', text: 'varchar', date: 'date', 'timestamp with time zone': 'timestamptz', numeric: 'decimal(18, 2)', integer: 'integer', boolean: 'boolean' } as const;

type Row = Readonly<Record<string, string | number | boolean>>;

let duck: DuckDBConnection;
beforeEach(async () => {
  duck = await (await DuckDBInstance.create(':memory:')).connect();
  for (const { source, views } of publications()) {
    await duck.run(`create schema ${schemaOf(source)}`);
    for (const { view, columns } of views) await duck.run(`create table ${schemaOf(source)}.${view} (${columns.map(({ name, type }) => `"${name}" ${TYPES[type]}`).join(', ')})`);
  }
});
afterEach(() => duck.closeSync());

async function write(view: string, ...rows: readonly Row[]): Promise<void> {
  for (const row of rows) await duck.run(`insert into ${view} (${Object.keys(row).join(', ')}) values (${Object.values(row).map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ')})`);
}

async function rowsOf(id: string): Promise<Record<string, unknown>[]> {
  const rule = AUDIT_RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return (await duck.runAndReadAll(asking(rule.sql, DAY))).getRowObjectsJson();
}

const found = async (id: string): Promise<unknown[]> => (await rowsOf(id)).map(({ about }) => about);
const foundIn = async (id: string): Promise<unknown[]> => (await rowsOf(id)).map(({ about, month }) => [about, month]);

it.each([['S04', 'after_death'], ['S10', 'before_18']])('%s: an application that was refused', async (rule, wrong) => {
  await write('savings.savings_payout', { subject: 'refused', submitted_on: '2026-03-01', state: 'REFUSED', [wrong]: true }, { subject: 'paid', submitted_on: '2026-03-01', state: 'PAID', [wrong]: true });
  expect(await found(rule)).toEqual(['paid']);
});

it('S01: a year that lapsed with its claim', async () => {
  const year = { reporting_year: 2024, citizen: false, alive: true, born_by_list: true, transfers: 1, accrued: 129, taken_back: 0, credited_on: '2025-02-01' };
  await write('savings.savings_year', { subject: 'lapsed', ...year }, { subject: 'open', ...year });
  await write('savings.savings_claim', { subject: 'lapsed', closing_reason: 'VOID', closed_on: '2026-02-01', not_voided: false }, { subject: 'open', not_voided: false });
  expect(await found('S01')).toEqual(['open']);
});

it('S05: a due year that was taken back in full is missing, one of somebody who was not on the list is not', async () => {
  const year = { reporting_year: 2024, published: 129.38, missed: false, transfers: 1, accrued: 129.38 };
  await write('savings.savings_year', { ...year, subject: 'taken', due: true, taken_back: 129.38 }, { ...year, subject: 'stands', due: true, taken_back: 0 }, { ...year, subject: 'rightly', due: false, taken_back: 129.38 });
  expect(await found('S05')).toEqual(['taken']);
});

it('S13: what a later run credits for a year that was published', async () => {
  const total = { per_child: 100, published_participants: 1, published_total: 100, total_precision: 1, rounding: 0, lowest: 100, highest: 100 };
  await write('savings.savings_total', { ...total, reporting_year: 2023, children: 2, transfers: 2, accrued: 200 }, { ...total, reporting_year: 2024, children: 2, transfers: 2, accrued: 200 });
  const sum = { kind: 'ACCRUAL', amount: 100, by_run: true };
  await write('savings.savings_transfer', { ...sum, reporting_year: 2023, occurred_on: '2024-02-01' }, { ...sum, reporting_year: 2023, occurred_on: '2025-02-01' }, { ...sum, reporting_year: 2024, occurred_on: '2025-02-01' }, { ...sum, reporting_year: 2024, occurred_on: '2025-02-01' });
  expect(await found('S13')).toEqual(['2024']);
});

it('E04: an enrolment that is over, in a shift that the school had then', async () => {
  const row = { since: '2025-09-01', shift: 3, shift_missing: true, language_missing: false };
  await write('schools.school_enrolment', { subject: 'past', ...row, until: '2026-06-01' }, { subject: 'now', ...row });
  expect(await found('E04')).toEqual(['now']);
});

it('E06: who left the school in the month of the departure', async () => {
  await write('registry.civil_departure', { subject: 'in time', departed: '2026-06-01' }, { subject: 'later', departed: '2026-06-01' });
  await write('schools.school_enrolment', { subject: 'in time', since: '2025-09-01', until: '2026-06-25' }, { subject: 'later', since: '2025-09-01', until: '2026-07-02' });
  expect(await found('E06')).toEqual(['later']);
});

it('F04: before training was asked for, and a relative in the first year', async () => {
  const carers = [['before', '2016-04-20', false], ['stranger', '2017-01-01', false], ['aunt', '2026-01-01', true], ['idle aunt', '2024-01-01', true], ['trained aunt', '2024-01-01', true]] as const;
  for (const [subject, since, relative] of carers) {
    await write('foster_families.care_placement', { placement: subject, form: 'GUARDIANSHIP', since });
    await write('foster_families.care_placement_carer', { placement: subject, subject, child: 'c', form: 'GUARDIANSHIP', certified: false, close_relative: false, relative });
  }
  await write('foster_families.care_evidence', { subject: 'trained aunt', kind: 'TRAINING', holds: true, valid_from: '2024-12-01' });
  expect(await found('F04')).toEqual(['idle aunt', 'stranger']);
});

it('F05: a brother or sister who is of age', async () => {
  await write('foster_families.care_placement', { subject: 'grown', of_age: true }, { subject: 'child', of_age: false }, { subject: 'other', of_age: false });
  await write('foster_families.care_sibling', ...[['grown', 'child'], ['child', 'grown'], ['child', 'other'], ['other', 'child']].map(([subject = '', sibling = '']) => ({ subject, sibling, apart: true })));
  expect(await rowsOf('F05')).toMatchObject([{ about: 'child', facts: '{"siblings":1}' }, { about: 'other' }]);
});

it('F07: what was recorded before the order set a term', async () => {
  await write('foster_families.care_placement', { subject: 'before', since: '2025-08-28', recorded_working_days: 5 }, { subject: 'since', since: '2025-08-29', recorded_working_days: 5 });
  await write('foster_families.care_need', { subject: 'need before', identified_on: '2025-08-28', primary_late: true, hospital_late: true }, { subject: 'need since', identified_on: '2025-08-29', primary_late: true, hospital_late: false });
  expect(await found('F07')).toEqual(['need since', 'since']);
});

it('F09: what visits of the last year say, and not of years ago', async () => {
  for (const [subject, on] of [['seen', '2026-01-15'], ['once', '2023-01-15']] as const) {
    await write('foster_families.care_placement', { subject, placement: subject, form: 'GUARDIANSHIP', since: '2022-01-01', after_death: false, visit_overdue: false, of_age: false, months: 57, unannounced_visits: 1, seen_alone: 1 });
    await write('foster_families.care_visit', { placement: subject, announced: false, seen_alone: true, visited_on: on });
  }
  expect(await found('F09')).toEqual(['once']);
});

it('F14: a carer who is a relative by paper, and a relative who was suitable once, or for guests', async () => {
  for (const child of ['placed', 'with aunt', 'no more', 'guests']) {
    await write('registry.civil_parentage', { subject: child, parent: `mother of ${child}` }, { subject: `mother of ${child}`, parent: `grandmother of ${child}` });
    await write('foster_families.care_placement', { subject: child, placement: child, form: 'GUARDIANSHIP', since: '2026-01-01' });
    await write('foster_families.care_placement_carer', { placement: child, subject: `carer of ${child}`, child, form: 'GUARDIANSHIP', relative: child === 'with aunt', close_relative: false });
    await write('foster_families.care_candidate', { subject: `grandmother of ${child}`, candidate: child });
    await write('foster_families.care_decision', { subject: `grandmother of ${child}`, candidate: child, form: child === 'guests' ? 'GUEST' : 'GUARDIANSHIP', suitable: true, decided_on: '2024-01-01' });
  }
  await write('foster_families.care_decision', { subject: 'grandmother of no more', candidate: 'no more', form: 'TRUSTEESHIP', suitable: false, decided_on: '2025-01-01' });
  expect(await found('F14')).toEqual(['placed']);
});

it('F15: an adopter of whom the databank has the court\'s word', async () => {
  await write('registry.civil_parentage', { subject: 'excused', parent: 'one', age_gap_short: true, since: '2026-01-01' }, { subject: 'short', parent: 'other', age_gap_short: true, since: '2026-01-01' });
  await write('foster_families.care_evidence', { subject: 'one', kind: 'AGE_GAP_EXCUSED', holds: true }, { subject: 'other', kind: 'AGE_GAP_EXCUSED', holds: false });
  expect(await found('F15')).toEqual(['short']);
});

it('X03: what was paid after a death that the register has, and asked for before it', async () => {
  const payout = { submitted_on: '2026-03-01', state: 'USED', before_18: false, after_death: false };
  await write('savings.savings_payout', { ...payout, subject: 'in time', paid_on: '2026-03-20' }, { ...payout, subject: 'after', paid_on: '2026-04-02' });
  await write('registry.civil_death', { subject: 'in time', died: '2026-03-01' }, { subject: 'after', died: '2026-03-01' });
  expect(await found('X03')).toEqual(['after']);
});

it('X07: the month and the cost are those of the first stage without a yes', async () => {
  const stages = [['TENDER', '2024-03-05', 100], ['CONSTRUCTION', '2024-09-01', 900]] as const;
  for (const [i, [stage, on, cost]] of stages.entries()) await write('schools.school_project_stage', { project: 'p', step: i + 2, stage, occurred_on: on, cost, unexamined: true });
  await write('schools.school_project_stage', { project: 'examined', step: 2, stage: 'TENDER', occurred_on: '2024-03-05', unexamined: false });
  expect(await rowsOf('X07')).toMatchObject([{ about: 'p', month: '2024-03-01', amount: '100.00' }]);
});

it('R16b: what a suspension held back, paid soon after it was lifted', async () => {
  const payment = { programme: 'DIS_CARER', kind: 'REGULAR', month: '2026-02-01', amount: 100 };
  const awards = [['in time', '2026-05-25'], ['by its month', '2026-05-01'], ['late', '2026-05-20'], ['before', '2026-05-20'], ['due soon', '2026-09-30'], ['still due', '2026-07-10'], ['never suspended', null]] as const;
  for (const [award, resumed] of awards) {
    const paid = award.includes('due') ? { state: 'DUE' } : { state: 'PAID', paid_on: '2026-06-03', days_after_decision: 500 };
    await write('benefits.benefit_payment', { ...payment, ...paid, award, subject: award });
    if (resumed !== null) await write('benefits.benefit_award_event', { award, kind: 'RESUMED', received_on: resumed, effective_from: award === 'before' ? '2026-03-01' : '2026-01-01' });
  }
  expect(await found('R16b')).toEqual(['before', 'late', 'never suspended', 'still due']);
});

it('R2: the term is counted from the birth, and not from the adoption', async () => {
  const children = [['adopted at one', '2025-01-01', '2026-08-01', false], ['in its last month', '2025-02-01', '2026-08-01', false], ['born later than its award says', '2025-02-01', '2026-08-01', true], ['not on the register', null, '2026-08-01', true], ['of a year', '2021-06-01', '2022-07-01', false]] as const;
  for (const [subject, born, month, past] of children) {
    if (born !== null) await write('registry.civil_child', { subject, born });
    await write('benefits.benefit_payment_child', { subject, month, award: subject, programme: 'CARE_STATE', state: 'PAID', past_term: past });
    await write('benefits.benefit_payment', { month, award: subject, amount: 100, state: 'PAID' });
  }
  await write('benefits.benefit_payment_child', { subject: 'adopted at one', month: '2026-08-01', award: 'other', programme: 'DIS_CHILD', state: 'PAID' });
  expect(await found('R2')).toEqual(['adopted at one', 'not on the register', 'of a year']);
});

it('R5: eighteen months from the birth, also of an adopted child', async () => {
  const grants = [['adopted in time', '2025-03-01', '2026-03-01', '2026-05-10', false], ['adopted late', '2024-03-01', '2026-03-01', '2026-05-10', false], ['on the last day', '2024-11-01', '2024-11-01', '2026-05-10', false], ['a day later', '2024-11-01', '2024-11-01', '2026-05-11', true], ['in time by the register', '2025-03-01', '2024-03-01', '2026-05-10', true]] as const;
  for (const [award, born, event, received, late] of grants) {
    await write('registry.civil_child', { subject: `child ${award}`, born });
    await write('benefits.benefit_award', { award, subject: award, programme: 'BIRTH', occurred_on: event, received_on: received, decided_on: received, applied_late: late });
    await write('benefits.benefit_award_child', { award, subject: `child ${award}`, programme: 'BIRTH', never_due: false });
  }
  expect(await found('R5')).toEqual(['a day later', 'adopted late']);
});

it('R6: the order of the time, by whom the mother had, and over whom she had rights', async () => {
  const families = [
    // The mother's elder one, when it became hers, and when she lost her rights over it; what the award of May is paid for.
    ['adopted since', 'ADOPTION', '2026-07-01', null, 'ORDER_1'], ['adopted before', 'ADOPTION', '2026-03-01', null, 'ORDER_1'], ['adopted in that month', 'ADOPTION', '2026-05-01', null, 'ORDER_1'],
    ['without rights', 'BIRTH', '2020-01-01', '2025-01-01', 'ORDER_1'], ['without rights, counted', 'BIRTH', '2020-01-01', '2025-01-01', 'ORDER_2'], ['without rights since', 'BIRTH', '2020-01-01', '2026-08-01', 'ORDER_2'],
    ['of a guardian', 'BIRTH', '2020-01-01', '2025-01-01', 'ORDER_2'], ['plain', 'BIRTH', '2020-01-01', null, 'ORDER_2'], ['too high', 'BIRTH', '2020-01-01', null, 'ORDER_3'],
  ] as const;
  for (const [child, basis, since, lost, tier] of families) {
    const parent = `mother of ${child}`;
    await write('registry.civil_parentage', { subject: child, parent, role: 'MOTHER', basis: 'BIRTH', since: '2026-05-01' }, { subject: `elder of ${child}`, parent, role: 'MOTHER', basis, since });
    await write('registry.civil_birth', { subject: child, birth_order: 2 }, { subject: `elder of ${child}`, birth_order: 1 });
    await write('registry.civil_child', { subject: child, born: '2026-05-01' }, { subject: `elder of ${child}`, born: '2020-01-01' });
    if (lost !== null) await write('registry.civil_parental_right', { subject: `elder of ${child}`, parent, since: lost });
    const award = { award: child, programme: 'CARE_STATE' };
    await write('benefits.benefit_award', { ...award, subject: child === 'of a guardian' ? 'guardian' : parent, since: '2026-05-01', decided_on: '2026-05-20' });
    await write('benefits.benefit_award_child', { ...award, subject: child, never_due: false });
    await write('benefits.benefit_award_amount', { ...award, tier, valid_from: '2026-05-01' });
  }
  expect(await found('R6')).toEqual(['adopted before', 'too high', 'without rights, counted']);
});

it('R6: a ward, or a child of the other parent, counts before the child', async () => {
  for (const child of ['beside a ward', 'beside a step-child', 'beside a younger ward'] as const) {
    const [parent, father] = [`mother of ${child}`, `father of ${child}`];
    await write('registry.civil_parentage', { subject: child, parent, role: 'MOTHER', basis: 'BIRTH', since: '2026-05-01' }, { subject: child, parent: father, role: 'FATHER', basis: 'BIRTH', since: '2026-05-01' });
    await write('registry.civil_birth', { subject: child, birth_order: 1 });
    await write('registry.civil_child', { subject: child, born: '2026-05-01' }, { subject: `other of ${child}`, born: child.includes('younger') ? '2026-06-01' : '2020-01-01' });
    await write('benefits.benefit_award', { award: child, subject: parent, programme: 'CARE_STATE', since: '2026-05-01', decided_on: '2026-05-20' });
    await write('benefits.benefit_award_child', { award: child, subject: child, programme: 'CARE_STATE', never_due: false });
    await write('benefits.benefit_award_amount', { award: child, programme: 'CARE_STATE', tier: 'ORDER_2', valid_from: '2026-05-01' });
    if (child.includes('ward')) await write('registry.civil_guardianship', { subject: `other of ${child}`, representative: parent, since: '2025-01-01' });
    else await write('registry.civil_parentage', { subject: `other of ${child}`, parent: father, role: 'FATHER', basis: 'BIRTH', since: '2020-01-01' });
  }
  expect(await found('R6')).toEqual(['beside a younger ward']);
});

it('R1b: survivors\' money until the notice of the death comes back, and is a breach after it', async () => {
  await write('registry.civil_death', { subject: 'child', died: '2026-03-01', noticed_on: '2026-05-10', child: true });
  for (const programme of ['SURVIVOR', 'SURVIVOR_GFSS', 'CARE_STATE']) for (const month of ['2026-03-01', '2026-04-01', '2026-06-01']) {
    await write('benefits.benefit_payment_child', { subject: 'child', award: programme, programme, month, member: true, state: 'PAID' });
    await write('benefits.benefit_payment', { award: programme, programme, month, amount: 100, state: 'PAID' });
  }
  for (const programme of ['SURVIVOR', 'SURVIVOR_GFSS', 'CARE_STATE']) await write('benefits.benefit_award_child', { award: programme, subject: 'child', programme });
  const monthsOf = async (rule: string): Promise<string[]> => (await rowsOf(rule)).map(({ record, month }) => `${String(record)} ${String(month)}`).toSorted();
  expect(await monthsOf('R1a')).toEqual(['CARE_STATE 2026-04-01', 'CARE_STATE 2026-06-01', 'SURVIVOR 2026-06-01', 'SURVIVOR_GFSS 2026-06-01']);
  expect(await monthsOf('R1b')).toEqual(['SURVIVOR 2026-04-01', 'SURVIVOR_GFSS 2026-04-01']);
});

it('R16c: what two carers had of one month, each a part', async () => {
  const month = '2026-05-01';
  const keep = async (award: string, child: string, amount: number, due: number, times: Readonly<Record<string, string>>): Promise<void> => {
    await write('benefits.benefit_award_child', { award, subject: child, component: 'CHILD_MONEY', ...times });
    await write('benefits.benefit_payment', { award, subject: award, programme: 'GUARDIAN', component: 'CHILD_MONEY', kind: 'REGULAR', month, amount, recovered: 0, due, state: 'PAID' });
  };
  const [from, to] = [{ since: '2025-01-01', until: month }, { since: month }];
  for (const [child, first, rest, due] of [['halves', 60, 40, 100], ['the rest of more', 100, 20, 120], ['too little', 60, 30, 100]] as const) {
    await keep(`${child}: first`, child, first, 100, from);
    await keep(`${child}: second`, child, rest, due, to);
  }
  await keep('left before', 'moved', 60, 100, { since: '2025-01-01', until: '2026-03-01' });
  await keep('came since', 'moved', 40, 100, to);
  for (const award of ['pay: first', 'pay: second']) {
    await write('benefits.benefit_award', { award, subject: 'carer', programme: 'PATRONAGE', component: 'CARER_PAY', ...(award === 'pay: first' ? from : to) });
    await write('benefits.benefit_payment', { award, subject: 'carer', programme: 'PATRONAGE', component: 'CARER_PAY', kind: 'REGULAR', month, amount: 50, recovered: 0, due: 100, state: 'PAID' });
  }
  expect(await found('R16c')).toEqual(['came since', 'left before', 'too little: first', 'too little: second']);
});

it('R17: what nobody knew yet when it was paid, and what was paid all the same', async () => {
  const payment = { subject: 'mother', kind: 'REGULAR', programme: 'DIS_CARER', month: '2026-06-01', amount: 100, gross: 100, state: 'PAID', paid_on: '2026-06-09', after_end: false, while_suspended: false };
  const ended = { ...payment, after_end: true };
  for (const [award, received] of [['ended, known before', '2026-05-20'], ['ended, learnt of later', '2026-06-20'], ['ended, learnt of in that month', '2026-06-01']] as const) {
    await write('benefits.benefit_award', { award, end_received_on: received });
    await write('benefits.benefit_payment', { ...ended, award });
  }
  for (const [award, received] of [['suspended before', '2026-05-20'], ['suspended later', '2026-07-02']] as const) {
    await write('benefits.benefit_award_event', { award, kind: 'SUSPENDED', received_on: received, effective_from: '2026-06-01' });
    await write('benefits.benefit_payment', { ...payment, award, while_suspended: true });
  }
  const { gross: _, ...nothing } = payment;
  await write('benefits.benefit_payment', { ...nothing, award: 'no amount' }, { ...nothing, award: 'no amount since' }, { ...nothing, award: 'no amount, came back', state: 'RETURNED' }, { ...ended, award: 'on record' }, { ...ended, award: 'one-off', programme: 'BIRTH' }, { ...payment, award: 'as it should be' });
  await write('benefits.benefit_award_event', { award: 'no amount since', kind: 'TERMINATED', received_on: '2026-07-02', effective_from: '2026-08-01', no_right_from: '2026-05-01' });
  await write('benefits.benefit_overpayment', { award: 'on record', first_month: '2026-06-01', last_month: '2026-06-01' });
  expect((await rowsOf('R17')).map(({ record, facts }) => [record, (JSON.parse(String(facts)) as { readonly why: string }).why]).toSorted()).toEqual([
    ['ended, known before', 'AFTER_END'], ['no amount', 'WITHOUT_AMOUNT'], ['suspended before', 'WHILE_SUSPENDED'],
  ]);
});

it('R9: by the floor of each month, which rises in January', async () => {
  for (const [month, rate] of [['2025-12-01', 90], ['2026-01-01', 99]] as const) await write('benefits.benefit_payment', { award: `state ${month}`, programme: 'CARE_STATE', kind: 'REGULAR', state: 'PAID', month, tier: 'ORDER_1', by_rates: rate });
  const awards = [['raised', [['2025-12-01', '2026-01-01', 100], ['2026-01-01', null, 110]]], ['left as it was', [['2025-12-01', null, 100]]], ['changed within the month', [['2025-12-01', '2026-01-01', 100], ['2026-01-01', null, 110]]], ['not withheld', [['2021-02-01', null, 200]]]] as const;
  for (const [award, amounts] of awards) {
    await write('benefits.benefit_award', { award, programme: 'CARE_GFSS' });
    await write('benefits.benefit_award_child', { award, subject: `child ${award}`, programme: 'CARE_GFSS' });
    for (const [from, to, gross] of amounts) await write('benefits.benefit_award_amount', { award, subject: award, programme: 'CARE_GFSS', valid_from: from, ...(to !== null && { valid_to: to }), exact: gross, gross, withheld: award === 'not withheld' ? 0 : gross / 10, lowest: 99, highest: 300 });
    if (award === 'not withheld') continue;
    for (const month of ['2025-12-01', '2026-01-01']) {
      const gross = award !== 'left as it was' && month === '2026-01-01' && award !== 'changed within the month' ? 110 : 100;
      await write('benefits.benefit_payment', { award, subject: award, programme: 'CARE_GFSS', kind: 'REGULAR', state: 'PAID', month, gross });
    }
  }
  expect(await foundIn('R9')).toEqual([['left as it was', '2026-01-01'], ['not withheld', '2021-02-01']]);
  expect(await rowsOf('R9')).toMatchObject([{ amount: '8.89' }, { amount: null }]);
});

it('R9: a child over whom the rights were lost is none before another', async () => {
  for (const [tier, rate] of [['ORDER_1', 90], ['ORDER_2', 99]] as const) await write('benefits.benefit_payment', { award: `state ${tier}`, programme: 'CARE_STATE', kind: 'REGULAR', state: 'PAID', month: '2026-01-01', tier, by_rates: rate });
  for (const award of ['lost', 'kept']) {
    await write('benefits.benefit_award', { award, subject: award, programme: 'CARE_GFSS', since: '2026-01-01', decided_on: '2026-01-20' });
    await write('benefits.benefit_award_child', { award, subject: `second of ${award}`, programme: 'CARE_GFSS' });
    await write('benefits.benefit_award_amount', { award, subject: award, programme: 'CARE_GFSS', valid_from: '2026-01-01', exact: 100, gross: 100, withheld: 10, lowest: 99, highest: 300 });
    await write('benefits.benefit_payment', { award, subject: award, programme: 'CARE_GFSS', kind: 'REGULAR', state: 'PAID', month: '2026-01-01', gross: 100 });
    for (const [subject, birth_order, born] of [[`first of ${award}`, 1, '2020-01-01'], [`second of ${award}`, 2, '2026-01-01']] as const) {
      await write('registry.civil_birth', { subject, birth_order });
      await write('registry.civil_child', { subject, born });
      await write('registry.civil_parentage', { subject, parent: award, role: 'MOTHER', basis: 'BIRTH', since: born });
    }
  }
  await write('registry.civil_parental_right', { subject: 'first of lost', parent: 'lost', status: 'DEPRIVED', since: '2024-05-01', months_from: '2024-06-01' });
  expect(await found('R9')).toEqual(['kept']);
});

/** A large family of one member after the other, paid for September. */
async function family(award: string, tier: string, members: readonly string[]): Promise<void> {
  const of = { award, programme: 'LARGE_FAM' };
  await write('benefits.benefit_award', { ...of, subject: `recipient ${award}`, since: '2026-01-01' });
  await write('benefits.benefit_award_amount', { ...of, tier, valid_from: '2026-01-01' });
  await write('benefits.benefit_payment', { ...of, subject: `recipient ${award}`, month: '2026-09-01', kind: 'REGULAR', state: 'PAID', tier });
  for (const subject of members) {
    await write('benefits.benefit_award_child', { ...of, subject, since: '2026-01-01' });
    await write('benefits.benefit_payment_child', { ...of, subject, month: '2026-09-01', kind: 'REGULAR', state: 'PAID', member: true });
  }
}

it('R7: wards count as own children do, until the State keeps them; of an own child another family\'s care counts against it', async () => {
  for (const award of ['ward', 'kept ward', 'own in care']) {
    const members = [1, 2, 3, 4].map((n) => `${award} ${n}`);
    await family(award, 'CHILDREN_4', members);
    for (const subject of award === 'own in care' ? members : members.slice(1)) await write('registry.civil_parentage', { subject, parent: `recipient ${award}` });
    await write('foster_families.care_placement', { subject: `${award} 1`, form: award === 'kept ward' ? 'INSTITUTION' : 'GUARDIANSHIP', since: '2026-01-01' });
  }
  await write('registry.civil_guardianship', { subject: 'ward 1', representative: 'recipient ward', form: 'GUARDIANSHIP', since: '2026-01-01' });
  expect(await found('R7')).toEqual(['recipient kept ward', 'recipient own in care']);
});

it('R7: after a divorce a child who lives with the other parent is in no award of this one', async () => {
  for (const [award, members] of [['divorced', 4], ['one too few', 5]] as const) {
    const children = [1, 2, 3, 4, 5].map((n) => `${award} ${n}`);
    await family(award, 'CHILDREN_4', children.slice(0, members));
    for (const subject of children) await write('registry.civil_parentage', { subject, parent: `recipient ${award}` }, { subject, parent: `other ${award}` });
  }
  expect(await found('R7')).toEqual(['recipient one too few']);
});

it('R1c: until the month of the notice, where the law suspends by it; through the month of death, where it does not', async () => {
  const payments = [['CARE_STATE', '2026-05-01', 'PAID'], ['CARE_STATE', '2026-06-01', 'PAID'], ['LARGE_FAM', '2026-03-01', 'PAID'], ['LARGE_FAM', '2026-04-01', 'PAID'], ['AWARD_MOTHER', '2026-04-01', 'RETURNED'], ['SURVIVOR_GFSS', '2026-05-01', 'DUE'], ['SURVIVOR_GFSS', '2026-06-01', 'DUE']] as const;
  for (const [programme, month, state] of payments) await write('benefits.benefit_payment', { subject: `of ${programme}`, award: programme, programme, month, state, amount: 100 });
  for (const programme of new Set(payments.map(([one]) => one))) await write('registry.civil_death', { subject: `of ${programme}`, died: '2026-03-01', noticed_on: '2026-05-10' });
  expect(await foundIn('R1c')).toEqual([['of CARE_STATE', '2026-06-01'], ['of LARGE_FAM', '2026-04-01'], ['of SURVIVOR_GFSS', '2026-06-01']]);
});

it('R11: in the months in which a child turns one and seven what benefits knows of the age counts; assistance may be the other parent\'s', async () => {
  const months = [['turns one', '2025-03-01', '2026-03-01', 1], ['not yet one', '2025-03-01', '2026-02-01', 0], ['turns seven', '2019-09-01', '2026-09-01', 6], ['seven', '2019-08-01', '2026-09-01', 7], ['without', '2021-01-01', '2026-09-01', 5]] as const;
  for (const [subject, born, month, age] of months) {
    await write('registry.civil_child', { subject, born });
    const row = { award: subject, programme: 'ASP_CHILD', month, state: 'PAID' };
    await write('benefits.benefit_award_child', { award: subject, programme: 'ASP_CHILD', subject });
    await write('benefits.benefit_payment_child', { ...row, subject, member: true, age });
    await write('benefits.benefit_payment', { ...row, subject: `mother of ${subject}`, amount: 100 });
    if (subject === 'without') continue;
    await write('benefits.benefit_payment', { ...row, award: `assistance ${subject}`, programme: 'ASP', subject: `father of ${subject}`, amount: 100 });
    await write('benefits.benefit_payment_child', { ...row, award: `assistance ${subject}`, programme: 'ASP', subject, member: true, age });
  }
  expect(await found('R11')).toEqual(['mother of without', 'not yet one', 'seven']);
});

it('R13: a guardian is a trustee from fourteen on; the first month and the last are paid whole; another form is no ground', async () => {
  const wards = [['ward', 'GUARDIAN', 'GUARDIANSHIP', null], ['of fourteen', 'GUARDIAN', 'TRUSTEESHIP', null], ['in its last month', 'GUARDIAN', 'GUARDIANSHIP', '2026-10-01'], ['ended', 'GUARDIAN', 'GUARDIANSHIP', '2026-09-01'], ['in an institution', 'GUARDIAN', 'INSTITUTION', null], ['fostered', 'PATRONAGE', 'FOSTER_FAMILY', null]] as const;
  for (const [subject, programme, form, until] of wards) {
    await write('registry.civil_guardianship', { subject, form, since: '2026-09-01', months_from: '2026-10-01', ...(until !== null && { months_until: until }) });
    await write('benefits.benefit_award_child', { award: subject, programme, subject });
    await write('benefits.benefit_payment_child', { award: subject, programme, subject, month: '2026-09-01', state: 'PAID' });
    await write('benefits.benefit_payment', { award: subject, programme, subject: `carer of ${subject}`, month: '2026-09-01', state: 'PAID', amount: 100 });
  }
  expect(await found('R13')).toEqual(['ended', 'fostered', 'in an institution']);
});

it('R16e: a death that the register was told of lately, the benefit for disability instead; who has left an award is not paid by it', async () => {
  const orphans = [['paid', 'SURVIVOR', '2024-02-01', true], ['disabled', 'DIS_CHILD', '2024-02-01', true], ['told lately', null, '2026-09-10', true], ['left the award', 'SURVIVOR', '2024-02-01', false], ['never paid', null, '2024-02-01', true]] as const;
  for (const [subject, programme, noticed, member] of orphans) {
    await write('foster_families.care_placement', { subject, placement: subject, form: 'INSTITUTION', since: '2025-01-01', of_age: false, after_death: false });
    for (const parent of [`mother of ${subject}`, `father of ${subject}`]) {
      await write('registry.civil_parentage', { subject, parent });
      await write('registry.civil_death', { subject: parent, died: '2024-01-01', noticed_on: noticed });
    }
    if (programme === null) continue;
    await write('benefits.benefit_award_child', { award: subject, programme, subject });
    await write('benefits.benefit_payment_child', { award: subject, programme, subject, month: '2026-09-01', state: 'PAID', member });
  }
  expect(await found('R16e')).toEqual(['left the award', 'never paid']);
});

it('X04: whoever is of age, has died, is a guest, or has a representative by whatever form', async () => {
  const placed = [['ward', 'GUARDIANSHIP', {}], ['of fourteen', 'GUARDIANSHIP', {}], ['grown', 'GUARDIANSHIP', { of_age: true }], ['dead', 'PATRONAGE', {}], ['guest', 'GUEST', {}], ['ended', 'FOSTER_FAMILY', {}], ['still in an institution', 'PATRONAGE', {}]] as const;
  for (const [subject, form, more] of placed) await write('foster_families.care_placement', { subject, placement: subject, form, since: '2026-01-01', of_age: false, ...more });
  await write('registry.civil_death', { subject: 'dead', died: '2026-08-01' });
  for (const [subject, form, until] of [['ward', 'GUARDIANSHIP', '2030-01-01'], ['of fourteen', 'TRUSTEESHIP', '2026-10-01'], ['ended', 'FOSTER_FAMILY', '2026-08-01']] as const) await write('registry.civil_guardianship', { subject, form, until });
  await write('registry.civil_guardianship', { subject: 'still in an institution', form: 'INSTITUTION' });
  expect(await found('X04')).toEqual(['ended', 'still in an institution']);
});
