import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOut, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { iinOf } from './households.js';
import { awarded, paidFor } from './support/awards.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';

const OVERPAYMENT = `id version article amount { amount } balance { amount } months { month amount { amount } } returns { amount { amount } withheld }
  plan { method article instalments { month amount { amount } recovered { amount } } }`;
const mutation = (name: string, input: string): string => `mutation ($input: ${input}!) { ${name}(input: $input) { ... on Overpayment { ${OVERPAYMENT} } ... on Refusal { code field message } } }`;
const RECORD = mutation('recordOverpayment', 'RecordOverpaymentInput');
const PLAN = mutation('planRecovery', 'PlanRecoveryInput');
const RETURN = mutation('recordReturn', 'RecordReturnInput');

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly balance: { readonly amount: string };
}

let benefits: TestSubgraph;
let jobs: TestJobs;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { clock: fixedClock('2026-11-27T07:00:00Z') });
  jobs = await openJobs(benefits);
});
afterAll(async () => {
  await jobs.close();
  await benefits.close();
});
beforeEach(() => rowsOf(benefits, 'truncate benefit_award, payment_run cascade'));

const CASES = {
  DIS_CHILD: { programme: 'DIS_CHILD', tier: 'GROUP_II', since: '2026-01-01', exact: '93057.33', gross: '93058' },
  LARGE_FAM: { programme: 'LARGE_FAM', tier: 'CHILDREN_4', since: '2026-01-01', exact: '69329.75', gross: '69330' },
  SURVIVOR: { programme: 'SURVIVOR', tier: 'MEMBERS_1', since: '2026-01-01', exact: '46782.92', gross: '46783' },
  ASP: { programme: 'ASP', tier: 'POVERTY_LINE', since: '2026-01-01', exact: '30000', gross: '30000' },
} as const;

async function paid(programme: keyof typeof CASES): Promise<{ id: string; publicId: string }> {
  const award = await awarded(benefits, CASES[programme]);
  await paidFor(benefits, award.id, ['2026-08-01', '2026-09-01', '2026-10-01'], CASES[programme].gross);
  return award;
}

async function ask(query: string, input: object, regions: string[] = []): Promise<Record<string, unknown>> {
  const { data, errors } = await benefits.call({ query, variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer: viewerAs('ministry:benefits', { regions }), purpose: 'BENEFIT_ASSESSMENT' });
  expect(errors).toEqual([]);
  return Object.values(data ?? {})[0] as Record<string, unknown>;
}

const record = (award: string, months: readonly object[], facts: object = {}) =>
  ask(RECORD, { award, cause: 'PAID_AFTER_RIGHT_ENDED', occurredOn: '2026-08-01', source: 'inspection 7', months, ...facts });
const months = (...sums: [month: string, amount: string][]) => sums.map(([month, amount]) => ({ month, amount }));
const overpaid = async (programme: keyof typeof CASES, sums = months(['2026-08-01', '20000'], ['2026-09-01', '10000.5'])): Promise<Shown & { award: string }> => {
  const award = await paid(programme);
  return { ...((await record(award.publicId, sums)) as unknown as Shown), award: award.id };
};
const plan = (of: Shown, facts: object) => ask(PLAN, { overpayment: of.id, expectedVersion: of.version, agreedOn: '2026-11-20', ...facts });
const giveBack = (of: Shown, amount: string, facts: object = {}) => ask(RETURN, { overpayment: of.id, amount, receivedOn: '2026-11-25', ...facts });

describe('an overpayment', () => {
  it('is of months that were paid, and of no more than was paid for them', async () => {
    const award = await paid('DIS_CHILD');
    expect(await record(award.publicId, months(['2026-08-15', '20000'], ['2026-09-01', '93058']))).toMatchObject({
      article: 'Social Code 173', amount: { amount: '113058' }, balance: { amount: '113058' }, plan: null, returns: [],
      months: [{ month: '2026-08-01', amount: { amount: '20000' } }, { month: '2026-09-01', amount: { amount: '93058' } }],
    });
    expect(await record(award.publicId, months(['2026-08-01', '73058.01']))).toMatchObject({ code: 'MORE_THAN_PAID', field: 'input.months[0].amount' });
    expect(await record(award.publicId, months(['2026-10-01', '1'], ['2026-11-01', '1']))).toMatchObject({ code: 'MORE_THAN_PAID', field: 'input.months[1].amount' });
    expect(await record(randomUUID(), months(['2026-08-01', '1']))).toMatchObject({ code: 'UNKNOWN_AWARD' });
  });

  it('is another region\'s to whoever does not act there', async () => {
    const award = await paid('DIS_CHILD');
    const input = { award: award.publicId, cause: 'FALSE_DATA', occurredOn: '2026-08-01', source: 'x', months: months(['2026-08-01', '1']) };
    expect(await ask(RECORD, input, ['710000000'])).toMatchObject({ code: 'UNKNOWN_AWARD' });
    expect(await ask(RECORD, input, ['750000000'])).toMatchObject({ balance: { amount: '1' } });
  });

  it('leaves a record of whom it is about', async () => {
    await overpaid('DIS_CHILD');
    const last = (await readLedger(benefits.database.adminUrl)).findLast(({ fields }) => fields.includes('Mutation.recordOverpayment'));
    expect(last).toMatchObject({ outcome: 'WRITTEN', iin: iinOf(7_000) });
  });
});

describe('what comes back', () => {
  it('is never more than is owed, whoever books at once, and each instalment is booked once', async () => {
    const of = await overpaid('LARGE_FAM');
    const planned = (await plan(of, { method: 'VOLUNTARY', instalments: months(['2026-12-01', '15000'], ['2027-01-01', '15000.5']) })) as unknown as Shown;
    expect(planned).toMatchObject({ plan: { method: 'VOLUNTARY', article: 'Social Code 74(1)3' } });
    const twice = await Promise.all([giveBack(planned, '15000', { instalment: '2026-12-05' }), giveBack(planned, '15000', { instalment: '2026-12-05' })]);
    expect(twice.map(({ code = 'booked' }) => code).toSorted()).toEqual(['ALREADY_RECORDED', 'booked']);
    expect(await giveBack(planned, '15000.51')).toMatchObject({ code: 'MORE_THAN_OWED', field: 'input.amount' });
    const many = await Promise.all([1, 2, 3, 4].map(() => giveBack(planned, '5000.5')));
    expect(many.filter(({ code }) => code === 'MORE_THAN_OWED')).toHaveLength(2);
    expect(await giveBack(planned, '4999.50')).toMatchObject({ balance: { amount: '0' } });
    expect(await giveBack(planned, '0.01')).toMatchObject({ code: 'MORE_THAN_OWED' });
  });

  it('is planned once, at the version that was read, and for no more than is owed', async () => {
    const of = await overpaid('LARGE_FAM');
    expect(await plan(of, { method: 'VOLUNTARY', instalments: months(['2026-12-01', '30000.51']) })).toMatchObject({ code: 'MORE_THAN_OWED' });
    const once = { method: 'VOLUNTARY', instalments: months(['2026-12-01', '30000.5']) };
    const planned = (await plan(of, once)) as unknown as Shown;
    expect(await plan(of, once)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await plan(planned, once)).toMatchObject({ code: 'ALREADY_RECORDED' });
  });

  it.each([
    ['LARGE_FAM', {}, 'input.method', '76(2)'],
    ['SURVIVOR', {}, 'input.recipientApplied', '233'],
    ['DIS_CHILD', { instalments: months(['2026-12-01', '23264.51']) }, 'input.instalments[0].amount', '174'],
  ] as const)('is not kept back where the law does not allow it: %s', async (programme, facts, field, article) => {
    const refused = await plan(await overpaid(programme), { method: 'WITHHOLDING', instalments: months(['2026-12-01', '5000']), ...facts });
    expect(refused).toMatchObject({ code: 'WITHHOLDING_NOT_ALLOWED', field });
    expect(refused['message']).toContain(article);
  });

  it('is kept back from payments, as was planned, until nothing is owed', async () => {
    const of = await overpaid('DIS_CHILD');
    const planned = (await plan(of, { method: 'WITHHOLDING', instalments: months(['2026-11-01', '20000'], ['2026-12-01', '10000.5']) })) as unknown as Shown;
    expect(await giveBack(planned, '1', { instalment: '2026-11-01' })).toMatchObject({ code: 'NOT_ON_RECORD' });
    await giveBack(planned, '5000');
    for (const month of ['2026-11-01', '2026-11-01', '2026-12-01']) await carryOut(jobs, await startOrResume(jobs, { month, region: null, dry: false }));
    const kept = await rowsOf(benefits, `select month::text, amount::text, recovered::text from benefit_payment where award_id = $1 and state = 'DUE' order by month`, [of.award]);
    expect(kept).toEqual([{ month: '2026-11-01', amount: '73058.00', recovered: '20000.00' }, { month: '2026-12-01', amount: '88057.50', recovered: '5000.50' }]);
    const [row] = await rowsOf(benefits, `select amount - recovered as balance, (select sum(amount) from recovery) as returned from overpayment`);
    expect(row).toEqual({ balance: '0.00', returned: '30000.50' });
  });

  it('takes the whole of a payment of assistance where that is owed', async () => {
    const of = await overpaid('ASP', months(['2026-08-01', '30000']));
    await plan(of, { method: 'WITHHOLDING', instalments: months(['2026-11-01', '30000']) });
    await carryOut(jobs, await startOrResume(jobs, { month: '2026-11-01', region: null, dry: false }));
    expect(await rowsOf(benefits, `select amount::text, recovered::text from benefit_payment where state = 'DUE'`)).toEqual([{ amount: '0.00', recovered: '30000.00' }]);
  });

  it('is refused as input for a past month, a month twice, no tenge, or a day to come', async () => {
    const of = await overpaid('DIS_CHILD');
    expect(await plan(of, { method: 'WITHHOLDING', instalments: months(['2026-10-01', '1']) })).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.instalments[0].month' });
    const wrong = async (query: string, input: object) =>
      (await benefits.call({ query, variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer: viewerAs('ministry:benefits', { regions: [] }), purpose: 'BENEFIT_ASSESSMENT' })).errors.map(({ extensions }) => extensions['code']);
    const planned = { overpayment: of.id, expectedVersion: of.version, agreedOn: '2026-11-20', method: 'VOLUNTARY' };
    expect(await wrong(PLAN, { ...planned, instalments: months(['2026-12-01', '1'], ['2026-12-09', '1']) })).toEqual(['BAD_USER_INPUT']);
    expect(await wrong(PLAN, { ...planned, instalments: months(['2026-12-01', '1.001']) })).toEqual(['BAD_USER_INPUT']);
    expect(await wrong(PLAN, { ...planned, agreedOn: '2026-11-28', instalments: months(['2026-12-01', '1']) })).toEqual(['BAD_USER_INPUT']);
    expect(await wrong(RETURN, { overpayment: of.id, amount: '0', receivedOn: '2026-11-20' })).toEqual(['BAD_USER_INPUT']);
  });

  it('is owed no less than nothing, says the table itself', async () => {
    await overpaid('DIS_CHILD');
    await expect(rowsOf(benefits, 'update overpayment set recovered = amount + 0.01')).rejects.toThrow('overpayment_balance');
  });
});
