import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealAdoptedBefore } from '../../../subgraphs/benefits/modules/circumstance/adopted-before.js';
import { applyDueEntitlements } from '../../../subgraphs/benefits/modules/due-entitlement/due-entitlement.feed.js';
import type { EntitlementEvent, ToldEntitlement } from '../../../subgraphs/benefits/modules/due-entitlement/told-entitlement.js';
import { carryOut, reportOf, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import { guardianshipBody } from '../../../subgraphs/shared/synthetic/organisations.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { iinOf } from './households.js';

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

const rows = <T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> => rowsOf<T>(benefits, sql, parameters);

let serial = 8_000;
const person = (): string => iinOf((serial += 1));

const BODY = guardianshipBody('751410000');
const [KEEP, PAY] = [43_250, 151_375];

type Days = readonly [from: string, to: string | null];

/** A guardian's allowance as it is told first, but for what is said otherwise. */
function entitlement(child: string, [from, to]: Days, more: Partial<ToldEntitlement> = {}): ToldEntitlement {
  const sum = String(more.component === 'CARER_PAY' ? PAY : KEEP);
  return {
    entitlement: randomUUID(), version: 1, programme: 'GUARDIAN', component: 'CHILD_MONEY', payeeIin: person(), payeeBin: null, children: [{ iin: child, from, to }], bodyBin: BODY, act: '1',
    regionKato: '750000000', from, to, endReason: to === null ? null : 'MAJORITY', amounts: [{ from, to, tier: 'CHILD_MONEY', exact: sum, amount: sum, ruleVersion: 'told' }], ...more,
  };
}

/** Another version of what was told: it lasts until another day, and comes to the same. */
const next = (before: ToldEntitlement, to: string | null, more: Partial<ToldEntitlement> = {}): ToldEntitlement =>
  ({ ...before, version: before.version + 1, to, children: before.children.map((one) => ({ ...one, to })), amounts: before.amounts.map((one) => ({ ...one, to })), ...more });

const ended: Partial<ToldEntitlement> = { endReason: 'PLACEMENT_ENDED', children: [] };

async function tell(data: ToldEntitlement): Promise<void> {
  const subjects = [...data.children.map(({ iin }) => iin), ...(data.payeeIin === null ? [] : [data.payeeIin])];
  const event: EntitlementEvent = { id: randomUUID(), position: 1, type: 'DUE_ENTITLEMENT', subjects, occurredOn: data.to ?? data.from, recordedAt: '2026-10-01T07:00:00Z', receivedOn: '2026-10-01', data };
  await jobs.database.feeds((em) => applyDueEntitlements(em, [event]));
}

/** An award of before the feed, at 40,000 a month since March 2025; its key. */
async function legacy(child: string, payee: string, more: { readonly programme?: string; readonly component?: string; readonly tier?: string; readonly gross?: number; readonly since?: string; readonly until?: string } = {}): Promise<string> {
  const { programme = 'GUARDIAN', component = 'CHILD_MONEY', tier = 'CHILD_MONEY', gross = 40_000, since = '2025-03-01', until = null } = more;
  const [row] = await rows<{ id: string }>(
    `with a as (insert into benefit_award (programme, component, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, until, status, end_reason, end_occurred_on, end_received_on)
       values ($1, $2, $3, '750000000', $4, $5, $5, $5, $5, $6::date, case when $6::date is null then 'ACTIVE' else 'TERMINATED' end, case when $6::date is not null then 'CHILD_IN_CARE' end, $6::date, $6::date) returning *),
     c as (insert into benefit_award_child (award_id, programme, component, region_kato, iin, since, until) select id, programme, component, region_kato, $7, since, until from a),
     x as (insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, rule_version) select id, since, $8, $9, $9, 'old' from a)
     select id::text from a`, [programme, component, payee, BODY, since, until, child, tier, gross]);
  return row?.id ?? '';
}

/** What runs of months make, or would make; the sums of all of them. */
async function pay(months: readonly string[], { dry = false, size = 10_000 } = {}): Promise<number[]> {
  const sums: number[] = [];
  for (const month of months) {
    const run = await startOrResume(jobs, { month: `${month}-01`, region: null, dry });
    await carryOut({ ...jobs, size }, run);
    sums.push((await reportOf(jobs, run.id)).totals.reduce((sum, { amount }) => sum + Number(amount), 0));
  }
  return sums;
}

const paid = (payee: string): Promise<unknown> => rows('update benefit_payment p set state = \'PAID\', paid_on = p.month + 10 from benefit_award a where a.id = p.award_id and a.recipient_iin = $1', [payee]);

const AWARDS = `
  select to_char(a.since, 'YYYY-MM-DD') as since, to_char(a.until, 'YYYY-MM-DD') as until, a.status,
         (select coalesce(json_agg(json_build_array(x.valid_from, x.valid_to, x.gross::int) order by x.valid_from), '[]') from benefit_award_amount x where x.award_id = a.id) as amounts,
         (select coalesce(json_agg(json_build_array(to_char(p.month, 'YYYY-MM'), p.amount::int, p.state) order by p.month, p.id), '[]') from benefit_payment p where p.award_id = a.id) as payments,
         (select json_agg(e.kind order by e.version) from benefit_award_event e where e.award_id = a.id) as journal
    from benefit_award a where a.recipient_iin = $1 order by a.id`;
const awardsOf = (payee: string | null): Promise<object[]> => rows(AWARDS, [payee]);

/** The civil registry's word of an adoption. */
const adopted = (iin: string, parent: string, from: string): Promise<unknown> =>
  rows(
    `insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
     values (gen_random_uuid(), 'life-events', 'PARENTAGE', array[$1], $2, now(), $2, (select coalesce(max(position), 0) + 1 from inbox), $3, 'APPLIED')`,
    [iin, from, { iin, parents: [{ iin: parent, role: 'MOTHER', basis: 'ADOPTION', from, to: null }] }]);

describe('amounts that were told', () => {
  it('end with the award: neither they nor the journal tell a birthday that would have come later', async () => {
    const told = entitlement(person(), ['2026-08-01', '2043-03-10']);
    const moved = next(told, '2043-06-21');
    for (const one of [told, moved, next(moved, '2026-09-25', ended)]) await tell(one);
    expect(await awardsOf(told.payeeIin)).toMatchObject([{ until: '2026-09-24', amounts: [['2026-08-01', '2026-09-25', KEEP]], journal: ['ASSIGNED', 'CONTINUES', 'TERMINATED'] }]);
    const all = await rows(`select row_to_json(a) as a, (select json_agg(x) from benefit_award_amount x where x.award_id = a.id) as x, (select json_agg(e) from benefit_award_event e where e.award_id = a.id) as e,
      (select json_agg(c) from benefit_award_child c where c.award_id = a.id) as c from benefit_award a where a.recipient_iin = $1`, [told.payeeIin]);
    expect(JSON.stringify(all)).not.toMatch(/"204[23]-/);
  });

  it('go on where it does, as they are; what was paid at less of a month that is due again gets the difference', async () => {
    const told = entitlement(person(), ['2026-08-01', '2026-09-20']);
    const raised = (one: ToldEntitlement): ToldEntitlement => ({ ...one, amounts: one.amounts.map((amount) => ({ ...amount, exact: '45000', amount: '45000' })) });
    await tell(next(told, '2026-10-20'));
    await pay(['2026-09']);
    await paid(told.payeeIin ?? '');
    const [less, more] = [raised(next(next(told, null), '2026-09-20')), raised(next(next(next(told, null), null), '2027-03-10'))];
    for (const one of [less, more]) await tell(one);
    expect(await awardsOf(told.payeeIin)).toMatchObject([{
      amounts: [['2026-08-01', '2027-03-10', 45_000]], journal: ['ASSIGNED', 'CONTINUES', 'RECALCULATED', 'CONTINUES'], payments: [['2026-09', KEEP, 'PAID'], ['2026-09', 45_000 - KEEP, 'DUE']],
    }]);
  });
});

describe('beside what was paid before anybody told of it', () => {
  it.each([
    ['here', null, '2026-10-01', [['2025-04', 40_000, 'PAID'], ['2026-09', 40_000, 'DUE']]],
    ['elsewhere', '2026-10-01', '2026-11-01', []],
  ])('another payee\'s award goes on to the month of receipt, and no month is paid twice that was paid %s', async (_where, through, day, past) => {
    const [child, stranger] = [person(), person()];
    const award = await legacy(child, stranger);
    if (through === null) await pay(['2025-04']);
    else await rows('update benefit_award set paid_through = $2 where id = $1', [award, through]);
    await paid(stranger);
    const told = entitlement(child, ['2025-03-01', null]);
    await tell(told);
    await pay(['2025-04', '2026-09', day.slice(0, 7)]);
    expect(await awardsOf(stranger)).toMatchObject([{ status: 'TERMINATED', amounts: [['2025-03-01', day, 40_000]], journal: ['TERMINATED'], payments: past }]);
    expect(await awardsOf(told.payeeIin)).toMatchObject([{ since: day, status: 'ACTIVE', amounts: [[day, null, KEEP]], payments: [[day.slice(0, 7), KEEP, 'DUE']] }]);
  });

  it('what was over for the payee stays unpaid until the month in which it was told; what ended for another one leaves the days after it', async () => {
    const [one, other] = [person(), person()];
    const told = [entitlement(one, ['2025-03-01', null]), entitlement(other, ['2025-03-01', null])] as const;
    await legacy(one, told[0].payeeIin ?? '', { until: '2026-05-31' });
    await legacy(other, person(), { until: '2026-05-31' });
    // What had a last day was over by itself.
    await rows(`update benefit_award set status = 'ACTIVE', end_reason = null, end_occurred_on = null, end_received_on = null where recipient_iin = $1`, [told[0].payeeIin]);
    for (const each of told) await tell(each);
    await pay(['2026-06', '2026-10']);
    expect(await awardsOf(told[0].payeeIin)).toMatchObject([{ until: '2026-05-31', payments: [] }, { since: '2026-10-01', payments: [['2026-10', KEEP, 'DUE']] }]);
    expect(await awardsOf(told[1].payeeIin)).toMatchObject([{ since: '2026-06-01', payments: [['2026-06', KEEP, 'DUE'], ['2026-10', KEEP, 'DUE']] }]);
  });

  it('what was over before it could decide anything is nobody\'s', async () => {
    const [child, stranger] = [person(), person()];
    await legacy(child, stranger);
    const told = entitlement(child, ['2025-03-01', '2026-08-10'], { endReason: 'PLACEMENT_ENDED' });
    await tell(told);
    expect([await awardsOf(told.payeeIin), await awardsOf(stranger)]).toMatchObject([[], [{ until: null, status: 'ACTIVE' }]]);
  });

  it('an adoption that was paid for is not paid for again; another one of the child is', async () => {
    const [child, adopter] = [person(), person()];
    const once = (from: string, payeeIin: string): ToldEntitlement =>
      entitlement(child, [from, `${from.slice(0, 8)}${String(Number(from.slice(8)) + 1).padStart(2, '0')}`], { programme: 'ADOPTION_ONCE', component: 'BENEFIT', payeeIin, endReason: null });
    await legacy(child, adopter, { programme: 'ADOPTION_ONCE', component: 'BENEFIT', tier: 'EACH_CHILD', since: '2026-08-04', until: '2026-08-04', gross: 324_375 });
    await expect(tell(once('2026-10-01', adopter))).rejects.toThrow('The civil registry has not told of the adoption yet');
    await adopted(child, adopter, '2026-08-02');
    await tell(once('2026-10-01', adopter));
    expect(await awardsOf(adopter)).toMatchObject([{ since: '2026-08-04' }]);
    const second = person();
    await adopted(child, second, '2026-09-10');
    await tell(once('2026-10-01', second));
    expect(await awardsOf(second)).toMatchObject([{ since: '2026-10-01' }]);
  });
});

it('what an earlier release left of an adoption is sealed and ended, once', async () => {
  const [child, guardian, adopter] = [person(), person(), person()];
  await legacy(child, guardian);
  await legacy(child, adopter, { since: '2024-01-01', until: '2024-12-31' });
  await adopted(child, adopter, '2026-09-10');
  expect([await sealAdoptedBefore(jobs), await sealAdoptedBefore(jobs)]).toEqual([1, 0]);
  expect(await awardsOf(guardian)).toMatchObject([{ until: '2026-09-09', status: 'TERMINATED', amounts: [['2025-03-01', '2026-09-10', 40_000]] }]);
  expect(await rows('select count(sealed_on)::int as sealed from benefit_award_child where iin = $1', [child])).toEqual([{ sealed: 2 }]);
});

describe('a month of a right', () => {
  it('of a carer\'s pay is paid once, whatever the awards and the batches, and a dry run says so', async () => {
    await rows('truncate benefit_award, payment_run, due_entitlement cascade');
    const carer = person();
    for (const child of [person(), person(), person()]) await legacy(child, carer, { programme: 'PATRONAGE', component: 'CARER_PAY', gross: PAY });
    for (const size of [1, 10_000]) expect(await pay(['2026-09'], { dry: true, size })).toEqual([PAY]);
    expect([await pay(['2026-09']), await pay(['2026-10'], { size: 1 }), await pay(['2026-09', '2026-10'])]).toEqual([[PAY], [PAY], [0, 0]]);
  });

  it('of a carer\'s pay is told of once', async () => {
    const carer = person();
    const told = (days: Days): ToldEntitlement => entitlement(person(), days, { programme: 'PATRONAGE', component: 'CARER_PAY', payeeIin: carer });
    const first = told(['2026-08-01', null]);
    await tell(first);
    await expect(tell(told(['2026-09-10', null]))).rejects.toThrow('due_entitlement_pay_once');
    await tell(next(first, '2026-09-10', ended));
    await tell(told(['2026-09-10', null]));
    expect(await awardsOf(carer)).toMatchObject([{ until: '2026-09-09' }, { since: '2026-09-10' }]);
  });

  it('that somebody had a part of is due for the rest, then and when it is raised', async () => {
    await rows('truncate benefit_award, payment_run, due_entitlement cascade');
    const [child, guardian] = [person(), person()];
    await legacy(child, guardian, { tier: 'BY_MEANS', gross: 250, since: '2026-08-01' });
    await pay(['2026-09']);
    await paid(guardian);
    await rows(`update benefit_award set status = 'TERMINATED', until = '2026-09-03', end_reason = 'PLACEMENT_ENDED', end_occurred_on = '2026-09-03', end_received_on = '2026-09-03' where recipient_iin = $1`, [guardian]);
    await rows(`update benefit_award_child set until = '2026-09-03' where iin = $1`, [child]);
    const told = entitlement(child, ['2026-09-04', null], { programme: 'FOSTER_FAM' });
    await tell(told);
    expect([await pay(['2026-09'], { dry: true }), await pay(['2026-09']), await pay(['2026-09'])]).toEqual([[KEEP - 250], [KEEP - 250], [0]]);
    await tell(next(told, null, { amounts: told.amounts.map((one) => ({ ...one, exact: '45000', amount: '45000' })) }));
    expect(await awardsOf(told.payeeIin)).toMatchObject([{ payments: [['2026-09', KEEP - 250, 'DUE'], ['2026-09', 45_000 - KEEP, 'DUE']] }]);
  });

  it('of an adoption is raised with the index of its day', async () => {
    const told = entitlement(person(), ['2026-04-20', '2026-04-21'], { programme: 'ADOPTION_ONCE', component: 'BENEFIT', endReason: null, amounts: [{ from: '2026-04-20', to: '2026-04-21', tier: 'EACH_CHILD', exact: '324375', amount: '324375', ruleVersion: 'told' }] });
    await tell(told);
    await pay(['2026-04']);
    await paid(told.payeeIin ?? '');
    await tell(next(told, told.to, { amounts: told.amounts.map((one) => ({ ...one, exact: '337500', amount: '337500' })) }));
    expect(await awardsOf(told.payeeIin)).toMatchObject([{ payments: [['2026-04', 324_375, 'PAID'], ['2026-04', 13_125, 'DUE']] }]);
  });
});
