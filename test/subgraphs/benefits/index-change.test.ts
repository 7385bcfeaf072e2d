import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryThrough, NoIndexChange } from '../../../subgraphs/benefits/modules/index-change/carry-through.js';
import { carryOut, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { awarded, paidFor, type AwardStory } from './support/awards.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';

/** The MCI rose from 3,063 to 3,180 from 1 April 2022, and was paid from 1 June with the difference of April and May. */
const APRIL = { validFrom: '2022-04-01', effectiveOn: '2022-06-01' };
const PAID = ['2022-03-01', '2022-04-01', '2022-05-01'];

let benefits: TestSubgraph;
let jobs: TestJobs;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits');
  jobs = await openJobs(benefits);
});
afterAll(async () => {
  await jobs.close();
  await benefits.close();
});
beforeEach(() => rowsOf(benefits, `truncate benefit_award, index_change, payment_run cascade`));

const since2022 = (programme: string, tier: string, exact: string, gross: string): AwardStory => ({ programme, tier, since: '2022-01-10', exact, gross });

async function running(story: AwardStory): Promise<string> {
  const { id } = await awarded(benefits, story);
  await paidFor(benefits, id, PAID, story.gross);
  return id;
}

const amountsOf = (award: string) => rowsOf(benefits, `select valid_from::text as from, valid_to::text as to, gross::text, rule_version as rule from benefit_award_amount where award_id = $1 order by valid_from`, [award]);
const arrearsOf = (award: string) => rowsOf(benefits, `select month::text, amount::text, withheld::text, state, paid_on as "paidOn" from benefit_payment where award_id = $1 and index_change_id is not null order by month`, [award]);
const due = (month: string, amount: string, withheld = '0.00') => ({ month, amount, withheld, state: 'DUE', paidOn: null });

describe('April 2022', () => {
  it.each([
    ['LARGE_FAM', 'CHILDREN_4', '49099.89', '49100', '50976.00', '1876.00'],
    ['LARGE_FAM', 'CHILDREN_5', '61382.52', '61383', '63728.00', '2345.00'],
    ['LARGE_FAM', 'CHILDREN_6', '73665.15', '73666', '76479.00', '2813.00'],
    ['LARGE_FAM', 'CHILDREN_8_UP', '98016', '98016', '101760.00', '3744.00'],
    ['LARGE_FAM', 'CHILDREN_8_UP', '122520', '122520', '127200.00', '4680.00'],
    ['CARE_STATE', 'ORDER_1', '17642.88', '17643', '18317.00', '674.00'],
    ['AWARD_MOTHER', 'KUMIS_ALQA', '19603.2', '19604', '20352.00', '748.00'],
    ['DIS_CARER', 'EACH_CHILD', '50425.2', '50426', '52345.00', '1919.00'],
  ])('%s %s: %s raised, and the difference of two months paid', async (programme, tier, exact, gross, raised, difference) => {
    const award = await running(since2022(programme, tier, exact, gross));
    await carryThrough(jobs, APRIL);
    expect(await amountsOf(award)).toMatchObject([{ from: '2022-01-10', to: '2022-04-01', gross: `${gross}.00` }, { from: '2022-04-01', to: null, gross: raised }]);
    expect(await arrearsOf(award)).toEqual([due('2022-04-01', difference), due('2022-05-01', difference)]);
  });

  it('leaves what guardianship bodies decide: they tell of another amount themselves, and what they never told of is for an official', async () => {
    const [told, untold] = [await running(since2022('GUARDIAN', 'CHILD_MONEY', '30630', '30630')), await running(since2022('GUARDIAN', 'CHILD_MONEY', '30630', '30630'))];
    await rowsOf(benefits, `insert into due_entitlement (entitlement, version, award_id, act, told_on) values (gen_random_uuid(), 1, $1, '1', '2022-01-10')`, [told]);
    expect(await carryThrough(jobs, APRIL)).toMatchObject([{ programme: 'GUARDIAN', recalculated: 0, open: 1, arrears: 0 }]);
    for (const award of [told, untold]) expect([await amountsOf(award), await arrearsOf(award)]).toMatchObject([[{ from: '2022-01-10', to: null, gross: '30630.00' }], []]);
  });

  it('raises what was paid before a guardianship body decided of it, by the rate of the tier; what no rate makes is for an official', async () => {
    const [rated, other] = [await running(since2022('GUARDIAN', 'CHILD_MONEY', '30630', '30630')), await running(since2022('GUARDIAN', 'CHILD_MONEY', '30000', '30000'))];
    for (const award of [rated, other]) {
      await rowsOf(benefits, `update benefit_award_amount set valid_to = '2022-06-01' where award_id = $1`, [award]);
      await rowsOf(benefits, `insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, rule_version) values ($1, '2022-06-01', 'CHILD_MONEY', 30630, 30630, 'told')`, [award]);
      await rowsOf(benefits, `insert into due_entitlement (entitlement, version, award_id, act, told_on, decides_from) values (gen_random_uuid(), 1, $1, '1', '2022-06-10', '2022-06-01')`, [award]);
    }
    expect(await carryThrough(jobs, APRIL)).toMatchObject([{ programme: 'GUARDIAN', recalculated: 1, open: 1, arrears: 2, amount: '2340.00' }]);
    expect(await amountsOf(rated)).toMatchObject([{ gross: '30630.00', to: '2022-04-01' }, { from: '2022-04-01', to: '2022-06-01', gross: '31800.00' }, { from: '2022-06-01', gross: '30630.00' }]);
    expect(await arrearsOf(rated)).toEqual([due('2022-04-01', '1170.00'), due('2022-05-01', '1170.00')]);
    expect(await amountsOf(other)).toHaveLength(2);
  });

  it.each([
    ['after a death that was told late, but for its month', `status = 'TERMINATED', until = '2022-04-30', end_reason = 'CHILD_DIED', end_occurred_on = '2022-04-20', end_received_on = '2022-05-20'`, ['2022-04-01']],
    ['of a suspension', `status = 'SUSPENDED', suspended_from = '2022-05-01'`, ['2022-04-01']],
  ])('pays no difference of months %s', async (_when, to, months) => {
    const award = await running(since2022('CARE_STATE', 'ORDER_1', '17642.88', '17643'));
    await rowsOf(benefits, `update benefit_award set ${to} where id = $1`, [award]);
    await carryThrough(jobs, APRIL);
    expect(await arrearsOf(award)).toEqual(months.map((month) => due(month, '674.00')));
  });

  it('pays no difference of a month that came back', async () => {
    const award = await running(since2022('CARE_STATE', 'ORDER_1', '17642.88', '17643'));
    await rowsOf(benefits, `update benefit_payment set state = 'RETURNED', returned_on = paid_on + 5 where award_id = $1 and month = '2022-05-01'`, [award]);
    await carryThrough(jobs, APRIL);
    expect(await arrearsOf(award)).toEqual([due('2022-04-01', '674.00')]);
  });

  it('pays June at the new amount, and no arrears for it', async () => {
    const award = await running(since2022('LARGE_FAM', 'CHILDREN_4', '49099.89', '49100'));
    await carryThrough(jobs, APRIL);
    await carryOut(jobs, await startOrResume(jobs, { month: '2022-06-01', region: null, dry: false }));
    expect(await rowsOf(benefits, `select amount::text from benefit_payment where award_id = $1 and month = '2022-06-01'`, [award])).toEqual([{ amount: '50976.00' }]);
    expect(await arrearsOf(award)).toHaveLength(2);
  });

  it('makes up for no month that was paid elsewhere', async () => {
    const { id } = await awarded(benefits, since2022('LARGE_FAM', 'CHILDREN_4', '49099.89', '49100'));
    await rowsOf(benefits, `update benefit_award set paid_through = '2022-04-01' where id = $1`, [id]);
    for (const month of PAID) await carryOut(jobs, await startOrResume(jobs, { month, region: null, dry: false }));
    await carryThrough(jobs, APRIL);
    expect((await amountsOf(id)).length).toBe(2);
    expect(await rowsOf(benefits, 'select month::text, sum(amount)::text as sum from benefit_payment where award_id = $1 group by 1', [id])).toEqual([{ month: '2022-05-01', sum: '50976.00' }]);
  });

  it('raises birth grants that were assigned since, and no earlier ones', async () => {
    const story = { programme: 'BIRTH', tier: 'ORDER_1_TO_3', exact: '116394', gross: '116394' };
    const [early, late] = [await awarded(benefits, { ...story, since: '2022-03-20' }), await awarded(benefits, { ...story, since: '2022-04-20' })];
    await paidFor(benefits, early.id, ['2022-03-01'], '116394');
    await paidFor(benefits, late.id, ['2022-04-01'], '116394');
    await carryThrough(jobs, APRIL);
    expect(await arrearsOf(early.id)).toEqual([]);
    expect(await amountsOf(late.id)).toMatchObject([{ from: '2022-04-20', to: null, gross: '120840.00' }]);
    expect(await arrearsOf(late.id)).toEqual([due('2022-04-01', '4446.00')]);
  });

  it('moves the floor of the Fund\'s childcare payment with its contribution, and not what an income gives', async () => {
    // 17,642.88 ÷ 0.9 = 19,603.2: 1,961 withheld; 18,316.8 ÷ 0.9 = 20,352.
    const floor = await awarded(benefits, { ...since2022('CARE_GFSS', 'REPLACEMENT', '19603.2', '19604'), withheld: '1960.40' });
    await paidFor(benefits, floor.id, PAID, '17643.60', '1960.40');
    const income = await awarded(benefits, { ...since2022('CARE_GFSS', 'REPLACEMENT', '80000', '80000'), withheld: '8000' });
    const totals = await carryThrough(jobs, APRIL);
    expect(await amountsOf(income.id)).toHaveLength(1);
    const [, raised] = await amountsOf(floor.id) as { gross: string }[];
    expect(raised?.gross).toBe('20352.00');
    expect(await arrearsOf(floor.id)).toHaveLength(2);
    expect(totals).toMatchObject([{ programme: 'CARE_GFSS', recalculated: 1, open: 0 }]);
  });

  it('leaves to an official what the rules do not make of the tier', async () => {
    const award = await running(since2022('DIS_CHILD', 'GROUP_I', '70000', '70000'));
    expect(await carryThrough(jobs, APRIL)).toMatchObject([{ programme: 'DIS_CHILD', recalculated: 0, open: 1, arrears: 0 }]);
    expect(await amountsOf(award)).toHaveLength(1);
  });

  it('is carried through once: repeated, at once, or begun again in the middle', async () => {
    const awards = [];
    for (let i = 0; i < 12; i += 1) awards.push(await running(since2022('LARGE_FAM', 'CHILDREN_4', '49099.89', '49100')));
    const other = await openJobs(benefits);
    try {
      await Promise.all([carryThrough(jobs, APRIL, { size: 3 }), carryThrough(other, APRIL, { size: 2 })]);
    } finally {
      await other.close();
    }
    expect(await carryThrough(jobs, APRIL)).toMatchObject([{ programme: 'LARGE_FAM', recalculated: 12, arrears: 24, amount: '45024.00' }]);
    for (const award of awards) expect([await amountsOf(award), await arrearsOf(award)].map((rows) => rows.length)).toEqual([2, 2]);
  });

  it('touches nothing that was computed with the new index, and refuses a day on which none changes', async () => {
    const award = await running({ programme: 'LARGE_FAM', tier: 'CHILDREN_4', since: '2022-04-10', exact: '50975.4', gross: '50976' });
    expect(await carryThrough(jobs, APRIL)).toEqual([]);
    expect(await amountsOf(award)).toMatchObject([{ from: '2022-04-10', gross: '50976.00' }]);
    await expect(carryThrough(jobs, { validFrom: '2022-05-01', effectiveOn: '2022-06-01' })).rejects.toThrow(NoIndexChange);
  });
});

it('pays for a month either the new amount, or the old one and the difference, whichever comes first', async () => {
  const awards = [];
  for (let i = 0; i < 60; i += 1) awards.push((await awarded(benefits, since2022('LARGE_FAM', 'CHILDREN_4', '49099.89', '49100'))).id);
  const run = await startOrResume(jobs, { month: '2022-05-01', region: null, dry: false });
  const other = await openJobs(benefits);
  try {
    await Promise.all([carryOut({ ...jobs, size: 4 }, run), carryThrough(other, APRIL, { size: 5 })]);
  } finally {
    await other.close();
  }
  const sums = await rowsOf<{ sum: string }>(benefits, `select sum(amount)::text as sum from benefit_payment where month = '2022-05-01' group by award_id`);
  expect([sums.length, ...new Set(sums.map(({ sum }) => sum))]).toEqual([60, '50976.00']);
});
