import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Parentage, sealAdopted } from '../../subgraphs/benefits/modules/award/adoption.feed.js';
import { endSealed } from '../../subgraphs/benefits/modules/circumstance/adopted-away.feed.js';
import { applyDueEntitlements } from '../../subgraphs/benefits/modules/due-entitlement/due-entitlement.feed.js';
import type { EntitlementEvent } from '../../subgraphs/benefits/modules/due-entitlement/told-entitlement.js';
import { applyBirths } from '../../subgraphs/foster-families/modules/child/known-child.feed.js';
import { applyDeaths, applyParentages } from '../../subgraphs/foster-families/modules/placement/placement.feed.js';
import { database as careDatabase } from '../../subgraphs/foster-families/orm.config.js';
import { carryOut, startOrResume } from '../../subgraphs/benefits/modules/payment-run/carry-out.js';
import type { ReceivedEvent } from '../../subgraphs/shared/feeds/consume.js';
import { documentOf, NATION } from '../subgraphs/benefits/department.js';
import { ALMATY, Authority, BODY, type Input, type SomeFamily } from '../subgraphs/foster-families/authority.js';
import { viewerAs } from '../support/gateway-call.js';
import { openJobs, rowsOf, type TestJobs } from '../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { secret, until } from './support/lab.js';

let authority: Authority;
let benefits: TestSubgraph;
let jobs: TestJobs;
let care: TestJobs;
beforeAll(async () => {
  const key = secret();
  authority = await Authority.start({ feeds: { consumerKeys: { benefits: key } } });
  benefits = await startTestSubgraph('benefits', { feeds: { sources: { 'foster-families': { url: authority.care.url, key } }, intervalMs: 150 } });
  jobs = await openJobs(benefits);
  care = await openJobs(authority.care, careDatabase);
});
afterAll(async () => {
  await jobs.close();
  await care.close();
  await benefits.close();
  await authority.close();
});

const rows = <T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> => rowsOf<T>(benefits, sql, parameters);

/** Waits until benefits has read everything that was told, and nothing is parked. */
async function told(): Promise<void> {
  const heads = await authority.rows<{ feed: string; n: number }>('select feed, count(*)::int as n from outbox group by 1');
  await until(async () => {
    const read = await rows<{ feed: string; position: number }>('select feed, position::int from feed_cursor');
    return heads.every(({ feed, n }) => (read.find((one) => one.feed === feed)?.position ?? 0) >= n);
  });
  expect(await rows(`select type, reason from inbox where state = 'PARKED'`)).toEqual([]);
}

async function placed(more: Input = {}, birthDate = '2018-03-10', family?: SomeFamily): Promise<{ child: string; placement: string; carer: string }> {
  const [child, home] = [await authority.child(birthDate), family ?? (await authority.family())];
  const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: home.id, childConsent: true, ...more });
  await told();
  return { child, placement: id, carer: home.carers[0] ?? '' };
}

const AWARDS = `select a.programme, a.component, coalesce(a.recipient_iin, a.recipient_bin) as payee, to_char(a.since, 'YYYY-MM-DD') as since, to_char(a.until, 'YYYY-MM-DD') as until, a.status, a.end_reason as reason,
    (select json_agg(json_build_array(to_char(x.valid_from, 'YYYY-MM-DD'), x.gross::text) order by x.valid_from) from benefit_award_amount x where x.award_id = a.id) as amounts
  from benefit_award a where exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = $1) order by a.id`;
const awards = (child: string): Promise<object[]> => rows(AWARDS, [child]);

const PAYMENTS = `select to_char(p.month, 'YYYY-MM') as month, p.amount::text, p.state from benefit_payment p join benefit_award_child c on c.award_id = p.award_id where c.iin = $1 order by p.month, p.id`;
const payments = async (child: string): Promise<unknown[]> => (await rows<{ month: string; amount: string; state: string }>(PAYMENTS, [child])).map(({ month, amount, state }) => [month, amount, state]);

async function pay(month: string): Promise<void> {
  await carryOut(jobs, await startOrResume(jobs, { month, region: null, dry: false }));
}

const placementOf = async (child: string): Promise<{ id: string }> => (await authority.rows<{ id: string }>('select public_id as id from placement where iin = $1 order by id desc limit 1', [child]))[0] ?? { id: '' };

const guardian = (payee: string, more: object = {}): object => ({ programme: 'GUARDIAN', component: 'CHILD_MONEY', payee, until: '2036-03-09', status: 'ACTIVE', reason: null, ...more });

/** An award of before the feed, at 40,000 a month since March 2025. */
async function legacy(child: string, payee: string, { programme = 'GUARDIAN', component = 'CHILD_MONEY', suspendedFrom = null as string | null } = {}): Promise<void> {
  const [old] = await rows<{ id: string }>(
    `insert into benefit_award (programme, component, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status, suspended_from)
     values ($1, $2, $3, '750000000', $4, '2025-03-01', '2025-03-01', '2025-03-05', '2025-03-01', $5, $6) returning id`, [programme, component, payee, BODY, suspendedFrom === null ? 'ACTIVE' : 'SUSPENDED', suspendedFrom]);
  await rows(`insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) values ($1, $2, $3, '750000000', $4, '2025-03-01')`, [old?.id, programme, component, child]);
  await rows(`insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, rule_version) values ($1, '2025-03-01', $2, 40000, 40000, 'old')`, [old?.id, component]);
}

/** The civil registry's word of an adoption on a day, as benefits receives it on the clock's. */
async function adoption(iin: string, from = '2026-09-25'): Promise<ReceivedEvent<Parentage>> {
  const event: ReceivedEvent<Parentage> = {
    id: randomUUID(), position: 1, type: 'PARENTAGE', subjects: [iin], occurredOn: from, recordedAt: '2026-10-01T07:00:00Z', receivedOn: '2026-10-01',
    data: { iin, parents: [{ iin: authority.iin(), role: 'MOTHER', basis: 'ADOPTION', from, to: null }] },
  };
  await rows(
    `insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
     values ($1, 'life-events', 'PARENTAGE', array[$2], $3, now(), '2026-10-01', (select coalesce(max(position), 0) + 1 from inbox), $4, 'APPLIED')`, [event.id, iin, from, event.data]);
  return event;
}

/** Whether a caseworker of the region who asks for a child finds an award. */
const found = async (child: string): Promise<boolean> =>
  JSON.stringify((await benefits.call({ query: `{ benefitsOf(iin: "${child}") { awards { programme { code } } } }`, viewer: viewerAs('caseworker', { regions: ['750000000'] }), purpose: 'BENEFIT_ASSESSMENT' })).data).includes('code');

describe('what a guardianship body makes due', () => {
  it('is an award in its name, with its amounts, shown among awards and entitlements of the register', async () => {
    const { child, carer } = await placed({ occurredOn: '2025-11-03' });
    expect(await awards(child)).toEqual([guardian(carer, { since: '2025-11-03', amounts: [['2025-11-03', '39320.00'], ['2026-01-01', '43250.00']] })]);
    const { data } = await benefits.call({
      query: '{ benefitsOf(iin: $iin) { awards { programme { code decidedBy } component recipient { iin } decidingBody amount { amount } history { kind source } } } }'.replace('$iin', `"${child}"`),
      viewer: NATION, purpose: 'BENEFIT_ASSESSMENT',
    });
    expect(data).toEqual({ benefitsOf: { awards: [{ programme: { code: 'GUARDIAN', decidedBy: 'GUARDIANSHIP_BODY' }, component: 'CHILD_MONEY', recipient: { iin: carer }, decidingBody: BODY, amount: { amount: '43250' }, history: [{ kind: 'ASSIGNED', source: 'foster-families' }] }] } });
  });

  it('is paid by the run of a month, once, from the month of its first day until that of its last', async () => {
    const { child, placement } = await placed({ occurredOn: '2026-08-20' });
    for (const month of ['2026-07-01', '2026-08-01', '2026-09-01', '2026-09-01']) await pay(month);
    expect(await payments(child)).toEqual([['2026-08', '43250.00', 'DUE'], ['2026-09', '43250.00', 'DUE']]);
    await authority.change('endPlacement', placement, { occurredOn: '2026-09-20' });
    await told();
    expect(await awards(child)).toMatchObject([{ until: '2026-09-19', status: 'TERMINATED', reason: 'PLACEMENT_ENDED' }]);
    expect(await payments(child)).toEqual([['2026-08', '43250.00', 'DUE'], ['2026-09', '43250.00', 'CANCELLED']]);
  });

  it('goes on where another act follows for the same family: resumed, and no month is paid twice', async () => {
    const family = await authority.family();
    const { child, placement } = await placed({ occurredOn: '2026-08-01' }, '2018-03-10', family);
    await authority.change('endPlacement', placement, { occurredOn: '2026-09-20' });
    await told();
    await pay('2026-08-01');
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-09-20' });
    await told();
    for (const month of ['2026-08-01', '2026-09-01']) await pay(month);
    expect(await awards(child)).toMatchObject([{ since: '2026-08-01', until: '2036-03-09', status: 'ACTIVE', reason: null }]);
    expect(await payments(child)).toEqual([['2026-08', '43250.00', 'DUE'], ['2026-09', '43250.00', 'DUE']]);
  });

  it('ends on the 18th birthday, whoever is at work then', async () => {
    const { child } = await placed({ form: 'TRUSTEESHIP', occurredOn: '2026-06-01' }, '2008-08-15');
    for (const month of ['2026-07-01', '2026-08-01']) await pay(month);
    expect(await awards(child)).toMatchObject([{ until: '2026-08-14', status: 'ACTIVE' }]);
    expect(await payments(child)).toEqual([['2026-07', '43250.00', 'DUE']]);
  });

  it('of a professional family is each child\'s money for the body, and one pay for each carer', async () => {
    const family = await authority.family(2);
    const first = await placed({ form: 'PROFESSIONAL_FOSTER', occurredOn: '2026-09-01' }, '2018-03-10', family);
    const second = await placed({ form: 'PROFESSIONAL_FOSTER', occurredOn: '2026-09-10' }, '2016-01-01', family);
    // The second child's contract ends later than the first's.
    const pays = family.carers.map((payee) => ({ component: 'CARER_PAY', payee, until: '2027-03-09', amounts: [['2026-09-01', '324375.00']] }));
    expect(await awards(first.child)).toMatchObject([{ component: 'CHILD_MONEY', payee: BODY }, ...pays]);
    expect(await awards(second.child)).toMatchObject([...pays, { component: 'CHILD_MONEY', payee: BODY }]);
    await pay('2026-09-01');
    expect(await payments(second.child)).toEqual(expect.arrayContaining([['2026-09', '324375.00', 'DUE'], ['2026-09', '43250.00', 'DUE']]));
    expect((await payments(second.child)).length).toBe(3);
  });

  it('is paid once for a month that was paid when another act follows: a carer\'s pay for the next child, a child\'s keep in another form', async () => {
    const [family, other] = [await authority.family(), await authority.family()];
    const [first, moved] = [await placed({ form: 'PATRONAGE', occurredOn: '2026-08-01' }, '2018-03-10', family), await placed({ occurredOn: '2026-08-01' })];
    await pay('2026-09-01');
    await rows(`update benefit_payment set state = 'PAID', paid_on = '2026-09-15' where state = 'DUE' and month = '2026-09-01'`);
    for (const { placement } of [first, moved]) await authority.change('endPlacement', placement, { occurredOn: '2026-09-10' });
    const next = await placed({ form: 'PATRONAGE', occurredOn: '2026-09-15' }, '2016-03-10', family);
    await authority.placed(moved.child, { form: 'FOSTER_FAMILY', family: other.id, occurredOn: '2026-09-15' });
    await told();
    for (const month of ['2026-09-01', '2026-10-01']) await pay(month);
    expect((await payments(next.child)).map((one) => (one as unknown[])[0])).toEqual(['2026-10']);
    expect(await payments(moved.child)).toMatchObject([['2026-09', '43250.00', 'PAID'], ['2026-10', expect.any(String), 'DUE']]);
  });

  it('changes with the ward\'s means: what was paid at more is for an official, what is due is made anew', async () => {
    const { child, placement } = await placed({ occurredOn: '2026-08-01' });
    for (const month of ['2026-08-01', '2026-09-01']) await pay(month);
    await authority.change('recordWardMeans', placement, { monthlyIncome: '20000', occurredOn: '2026-09-01' });
    await told();
    expect(await payments(child)).toEqual([['2026-08', '43250.00', 'DUE'], ['2026-09', '43250.00', 'CANCELLED'], ['2026-09', '23250.00', 'DUE']]);
    await authority.change('recordWardMeans', placement, { monthlyIncome: '90000', occurredOn: '2026-09-01' });
    await told();
    expect((await payments(child)).at(-1)).toEqual(['2026-09', '23250.00', 'CANCELLED']);
    await pay('2026-10-01');
    expect((await payments(child)).filter((one) => (one as unknown[])[0] === '2026-10')).toEqual([]);
  });

  it('is nobody else\'s to change', async () => {
    const { child, carer } = await placed();
    const [award] = await rows<{ id: string; version: number }>(`select public_id as id, version from benefit_award where recipient_iin = $1`, [carer]);
    const change = async (mutation: string, input: Input): Promise<unknown> => {
      const { data, errors } = await benefits.call({
        query: documentOf(mutation), variables: { input: { idempotencyKey: randomUUID(), source: 'test', occurredOn: '2026-09-20', ...input } }, viewer: NATION, purpose: 'BENEFIT_ASSESSMENT',
      });
      return errors?.[0]?.extensions?.['code'] ?? (data?.[mutation] as { code?: string } | null)?.code ?? data?.[mutation];
    };
    const [on, before] = [{ award: award?.id, expectedVersion: award?.version }, await awards(child)];
    const own = [['recalculateAward', { facts: {} }], ['resumeAward', {}], ['changeRecipient', { recipientIin: authority.iin() }]] as const;
    for (const [mutation, input] of own) expect(await change(mutation, { ...on, ...input })).toBe('NOT_IN_THIS_STATE');
    // Of none that the Social Code decides on: the mutations before have found it by its id.
    for (const whom of [{ award: award?.id }, { childIin: child }, { recipientIin: carer }]) expect(await change('reportCircumstance', { circumstance: 'CHILD_DIED', ...whom })).toBe('UNKNOWN_AWARD');
    expect(await awards(child)).toEqual(before);
  });
});

/** What the civil registry tells the guardianship bodies. */
const life = <Data extends object>(data: Data): ReceivedEvent<Data>[] =>
  [{ id: randomUUID(), position: 1, type: 'LIFE', subjects: [], occurredOn: '2026-09-10', recordedAt: '2026-09-30T07:00:00Z', receivedOn: '2026-10-01', data }];

describe('what is told of several homes', () => {
  it.each([['GUARDIANSHIP', '2026-09-10'], ['PATRONAGE', '2026-08-10']])(
    'a death before a home that was recorded beyond it parks nothing, and pays the home of before alone: %s, death on %s', async (form, diedOn) => {
      const { child, placement } = await placed({ form, occurredOn: '2026-08-01' });
      await authority.change('endPlacement', placement, { occurredOn: '2026-09-20', reason: 'ENDED_BY_BODY' });
      await authority.placed(child, { form, family: (await authority.family()).id, occurredOn: '2026-09-20' });
      await told();
      await care.database.feeds((em) => applyDeaths(em, life({ iin: child, diedOn })));
      await told();
      for (const month of ['2026-08-01', '2026-09-01', '2026-10-01']) await pay(month);
      const due = form === 'PATRONAGE' ? '151375.00' : '43250.00';
      expect(await payments(child)).toEqual([['2026-08', due, 'DUE'], ...(diedOn < '2026-09-01' ? [] : [['2026-09', due, 'DUE']])]);
    });

  it('a carer of two families has one pay, and whoever cares with them theirs', async () => {
    const [alone, couple] = [await authority.family(), await authority.family(2)];
    await authority.rows('update carer set iin = $1 where iin = $2', [alone.carers[0], couple.carers[0]]);
    await placed({ form: 'PATRONAGE', occurredOn: '2026-09-01' }, '2018-03-10', alone);
    await placed({ form: 'PATRONAGE', occurredOn: '2026-09-10' }, '2016-03-10', couple);
    await pay('2026-09-01');
    const paid = (payee = ''): Promise<object[]> => rows('select p.amount::text as amount from benefit_payment p join benefit_award a on a.id = p.award_id where a.recipient_iin = $1', [payee]);
    expect([await paid(alone.carers[0]), await paid(couple.carers[1])]).toEqual([[{ amount: '151375.00' }], [{ amount: '151375.00' }]]);
  });

  it('an adoption with another birth date tells who had the child before nothing of the new birthday', async () => {
    const { child, carer } = await placed({ occurredOn: '2026-08-01' }, '2025-03-10');
    await care.database.feeds(async (em) => {
      await applyParentages(em, life({ iin: child, parents: [{ iin: authority.iin(), role: 'MOTHER' as const, basis: 'ADOPTION' as const, from: '2026-09-25', to: null }] }));
      await applyBirths(em, life({ iin: child, birthDate: '2025-06-21' }));
    });
    await told();
    const kept = await rows(`select to_jsonb(a) as award, (select jsonb_agg(to_jsonb(x)) from benefit_award_amount x where x.award_id = a.id) as amounts, (select jsonb_agg(to_jsonb(e)) from benefit_award_event e where e.award_id = a.id) as journal
      from benefit_award a where recipient_iin = $1`, [carer]);
    expect(kept).toMatchObject([{ award: { until: '2026-09-24' }, journal: [{ kind: 'ASSIGNED' }, { kind: 'TERMINATED' }] }]);
    expect(JSON.stringify([kept, await rows('select data from inbox')])).not.toContain('2043-06-2');
  });
});

describe('the feed', () => {
  it('read again, or twice, changes nothing; an older version neither', async () => {
    const { child, placement } = await placed({ occurredOn: '2026-08-01' });
    await pay('2026-08-01');
    await authority.change('recordWardMeans', placement, { monthlyIncome: '1000', occurredOn: '2026-09-01' });
    await told();
    const before = [await awards(child), await payments(child)];
    await rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0 where feed = 'due-entitlements'`);
    await told();
    const events = (await authority.dues(child)).map(({ data, subjects, occurred_on: occurredOn }, i) => ({ id: randomUUID(), position: i + 1, type: 'DUE_ENTITLEMENT', subjects, occurredOn, recordedAt: '2026-10-01T07:00:00Z', receivedOn: '2026-10-01', data }) as unknown as EntitlementEvent);
    await jobs.database.feeds((em) => applyDueEntitlements(em, events.slice(0, 1)));
    for (const event of events.toReversed()) await jobs.database.feeds((em) => applyDueEntitlements(em, [event]));
    expect([await awards(child), await payments(child)]).toEqual(before);
  });

  it('a version that comes before the first is the one that stands', async () => {
    const { child, placement } = await placed();
    await authority.change('endPlacement', placement, { occurredOn: '2026-09-20' });
    await told();
    const other = randomUUID();
    const [iin, payee] = [authority.iin(), authority.iin()];
    const events = (await authority.dues(child)).map(({ data, occurred_on: occurredOn }, i) =>
      ({ id: randomUUID(), position: i + 1, type: 'DUE_ENTITLEMENT', subjects: [iin, payee], occurredOn, recordedAt: '2026-10-01T07:00:00Z', receivedOn: '2026-10-01',
        data: { ...data, entitlement: other, payeeIin: payee, children: (data['children'] as object[]).map((one) => ({ ...one, iin })) } }) as unknown as EntitlementEvent);
    for (const event of events.toReversed()) await jobs.database.feeds((em) => applyDueEntitlements(em, [event]));
    expect(await awards(iin)).toMatchObject([{ payee, until: '2026-09-19', status: 'TERMINATED' }]);
  });

  it('a new index is a new amount from its day, told of whoever is placed; what was paid at less gets the difference, once', async () => {
    const { child } = await placed({ occurredOn: '2026-08-01' });
    for (const month of ['2026-08-01', '2026-09-01']) await pay(month);
    await rows(`update benefit_payment set state = 'PAID', paid_on = '2026-09-15' where state = 'DUE' and month = '2026-08-01'`);
    await authority.rows(`update index_parameter set valid_to = '2026-08-01' where parameter = 'MCI' and valid_to is null`);
    await authority.rows(`insert into index_parameter (parameter, valid_from, amount, legal_basis, source, certainty, told_at) values ('MCI', '2026-08-01', 4500, 'Budget law', 'test', 'A', clock_timestamp())`);
    // The owner looks after it within seconds of a pull; sooner when it is asked to.
    await authority.rows(`update feed_consumer set pulled_at = '2026-01-01'`);
    await until(async () => JSON.stringify(await awards(child)).includes('45000.00'));
    await told();
    expect(await awards(child)).toMatchObject([{ amounts: [['2026-08-01', '45000.00']] }]);
    expect(await payments(child)).toEqual([['2026-08', '43250.00', 'PAID'], ['2026-08', '1750.00', 'DUE'], ['2026-09', '43250.00', 'DUE'], ['2026-09', '1750.00', 'DUE']]);
    await pay('2026-08-01');
    expect((await payments(child)).length).toBe(4);
  });

  it('what was paid before anybody told of it is taken over: the same award, its past as it was decided', async () => {
    const [child, home] = [await authority.child(), await authority.family()];
    const carer = home.carers[0] ?? '';
    await legacy(child, carer);
    const stranger = authority.iin();
    await legacy(child, stranger, { programme: 'PATRONAGE' });
    await authority.placed(child, { form: 'GUARDIANSHIP', family: home.id, occurredOn: '2025-03-01' });
    await told();
    const [taken, untouched, ...none] = await awards(child);
    expect(taken).toMatchObject({ payee: carer, until: '2036-03-09', status: 'ACTIVE', amounts: [['2025-03-01', '40000.00'], ['2026-10-01', '45000.00']] });
    expect(untouched).toMatchObject({ payee: stranger, until: null });
    expect(none).toEqual([]);
    // What comes later counts from then on, too.
    const { id } = await placementOf(child);
    await authority.change('recordWardMeans', id, { monthlyIncome: '44000', occurredOn: '2026-01-01' });
    await told();
    expect((await awards(child))[0]).toMatchObject({ since: '2025-03-01', amounts: [['2025-03-01', '40000.00'], ['2026-10-01', '1000.00']] });
    await authority.change('endPlacement', id, { occurredOn: '2026-09-30' });
    await told();
    expect((await awards(child))[0]).toMatchObject({ since: '2025-03-01', until: '2026-09-29', status: 'TERMINATED' });
  });

  it('what was taken over and turns out not to be due ends with the month before, whatever was paid until then', async () => {
    const [rich, early] = [await authority.child(), await authority.child()];
    for (const [child, occurredOn] of [[rich, '2025-03-01'], [early, '2025-01-01']] as const) {
      const home = await authority.family();
      await legacy(child, home.carers[0] ?? '');
      await authority.placed(child, { form: 'GUARDIANSHIP', family: home.id, occurredOn });
    }
    await told();
    await pay('2025-04-01');
    await authority.change('recordWardMeans', (await placementOf(rich)).id, { monthlyIncome: '90000', occurredOn: '2025-03-01' });
    await authority.change('endPlacement', (await placementOf(early)).id, { occurredOn: '2025-02-10' });
    await told();
    for (const child of [rich, early]) {
      expect(await awards(child)).toMatchObject([{ since: '2025-03-01', until: '2026-09-30', status: 'TERMINATED', amounts: [['2025-03-01', '40000.00']] }]);
      expect(await payments(child)).toEqual([['2025-04', '40000.00', 'DUE']]);
    }
  });

  it('what was taken over suspended is resumed: paid from then on, and not for the months before', async () => {
    const [child, home] = [await authority.child(), await authority.family()];
    await legacy(child, home.carers[0] ?? '', { suspendedFrom: '2026-05-01' });
    await authority.placed(child, { form: 'GUARDIANSHIP', family: home.id, occurredOn: '2025-03-01' });
    await told();
    expect(await awards(child)).toMatchObject([{ status: 'ACTIVE', amounts: [['2025-03-01', '40000.00'], ['2026-10-01', expect.any(String)]] }]);
    for (const month of ['2026-04-01', '2026-06-01', '2026-10-01']) await pay(month);
    expect(await payments(child)).toEqual([['2026-04', '40000.00', 'DUE'], ['2026-10', expect.any(String), 'DUE']]);
  });

  it('of a carer\'s pay for two children there was one award for each: one is taken over, the other gives way', async () => {
    const [first, second, home] = [await authority.child(), await authority.child(), await authority.family()];
    for (const child of [first, second]) await legacy(child, home.carers[0] ?? '', { programme: 'PATRONAGE', component: 'CARER_PAY' });
    for (const child of [first, second]) await authority.placed(child, { form: 'PATRONAGE', family: home.id, occurredOn: '2025-03-01' });
    await told();
    await pay('2026-10-01');
    expect(await rows(`select until is null as goes_on, status, (select count(*)::int from benefit_payment p where p.award_id = a.id) as payments from benefit_award a where recipient_iin = $1 and component = 'CARER_PAY' order by status`, [home.carers[0]]))
      .toMatchObject([{ status: 'ACTIVE', payments: 1 }, { status: 'TERMINATED', payments: 0 }]);
  });

  it('an end that names nobody waits for what it ends', async () => {
    const { child } = await placed({ form: 'PROFESSIONAL_FOSTER' });
    const [event] = (await authority.dues(child)).filter(({ data }) => data['component'] === 'CHILD_MONEY');
    const [iin, entitlement] = [authority.iin(), randomUUID()];
    const version = (n: number, to: string | null, children: object[]): EntitlementEvent =>
      ({ id: randomUUID(), position: n, type: 'DUE_ENTITLEMENT', subjects: children.length === 0 ? [] : [iin], occurredOn: to ?? '2026-09-01', recordedAt: '2026-10-01T07:00:00Z', receivedOn: '2026-10-01',
        data: { ...event?.data, entitlement, version: n, to, endReason: to === null ? null : 'PLACEMENT_ENDED', children } }) as unknown as EntitlementEvent;
    const [first, end] = [version(1, null, [{ iin, from: '2026-09-01', to: null }]), version(2, '2026-09-25', [])];
    await rows(
      `insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state, reason)
       values ($1, 'due-entitlements', 'DUE_ENTITLEMENT', array[$2], '2026-09-01', now(), '2026-10-01', 1, $3, 'PARKED', 'test')`, [first.id, iin, first.data]);
    const apply = (one: EntitlementEvent): Promise<void> => jobs.database.feeds((em) => applyDueEntitlements(em, [one]));
    await expect(apply(end)).rejects.toThrow('An earlier version has not been applied yet.');
    for (const one of [first, end]) await apply(one);
    await rows('delete from inbox where event_id = $1', [first.id]);
    expect(await awards(iin)).toMatchObject([{ until: '2026-09-24', status: 'TERMINATED' }]);
  });

  it('an adoption ends it, and says nothing of it', async () => {
    const { child, placement, carer } = await placed();
    await authority.change('endPlacement', placement, { reason: 'ADOPTED', occurredOn: '2026-09-25' });
    await told();
    expect(await awards(child)).toMatchObject([{ payee: carer, until: '2026-09-24', status: 'TERMINATED', reason: 'PLACEMENT_ENDED' }]);
    const event = await adoption(child);
    await jobs.database.feeds((em) => sealAdopted(em, [event]));
    const { data } = await benefits.call({
      query: '{ benefitAwards(first: 100, filter: { programme: GUARDIAN, status: TERMINATED }) { edges { node { recipient { iin } since until endReason amounts { validFrom validTo tier gross { amount } } children { iin } history { kind effectiveFrom source } } } } }',
      viewer: NATION, purpose: 'BENEFIT_ASSESSMENT',
    });
    const { edges } = data?.['benefitAwards'] as { edges: { node: { recipient: { iin: string } | null } }[] };
    expect(edges.map(({ node }) => node).filter(({ recipient }) => recipient?.iin === carer)).toEqual([{
      recipient: { iin: carer }, since: '2026-09-01', until: '2026-09-24', endReason: 'PLACEMENT_ENDED', children: [],
      amounts: [{ validFrom: '2026-09-01', validTo: '2026-09-25', tier: 'CHILD_MONEY', gross: { amount: expect.any(String) } }],
      history: [{ kind: 'ASSIGNED', effectiveFrom: '2026-09-01', source: 'foster-families' }, { kind: 'TERMINATED', effectiveFrom: '2026-09-25', source: 'foster-families' }],
    }]);
  });

  it('an adoption of before it was told here seals it all the same, whichever is heard of first', async () => {
    const [{ child: known, placement }, late] = [await placed(), await authority.child()];
    expect(await found(known)).toBe(true);
    const event = await adoption(known);
    await jobs.database.feeds((em) => sealAdopted(em, [event]));
    await adoption(late);
    await authority.placed(late, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    await told();
    expect([await found(known), await found(late)]).toEqual([false, false]);
    // Guardianship bodies have not heard of it yet.
    await authority.change('recordWardMeans', placement, { monthlyIncome: '1000', occurredOn: '2026-09-01' });
    await told();
    expect(await found(known)).toBe(false);
    expect(await awards(known)).toMatchObject([{ status: 'ACTIVE', amounts: [['2026-09-01', expect.stringMatching(/^4[24]/)]] }]);
  });

  it('an adoption ends what nobody ever told of, and takes the child out of a carer\'s pay for others, too', async () => {
    const [child, sibling, carer] = [await authority.child(), await authority.child(), authority.iin()];
    await legacy(child, carer);
    await legacy(child, carer, { programme: 'PATRONAGE', component: 'CARER_PAY' });
    await rows(`insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) select id, programme, component, region_kato, $2, since from benefit_award where recipient_iin = $1 and component = 'CARER_PAY'`, [carer, sibling]);
    const event = await adoption(child);
    await jobs.database.feeds((em) => endSealed(em, [event]));
    expect(await awards(child)).toMatchObject([{ component: 'CHILD_MONEY', until: '2026-09-24', status: 'TERMINATED', reason: 'PLACEMENT_ENDED' }, { component: 'CARER_PAY', until: null, status: 'ACTIVE' }]);
    expect(await rows(`select to_char(until, 'YYYY-MM-DD') as until from benefit_award_child where component = 'CARER_PAY' and iin = any ($1) order by 1`, [[child, sibling]])).toEqual([{ until: '2026-09-24' }, { until: null }]);
  });

  it('an adopter is paid once, in the month of the decision', async () => {
    const { child, placement } = await placed();
    const adopter = authority.iin();
    await authority.change('endPlacement', placement, { reason: 'ADOPTED', occurredOn: '2026-09-25' });
    await authority.adopted(child, adopter, '2026-09-25');
    await authority.change('decideAdoptionPayment', placement, { adopterIin: adopter, act: '9', body: BODY, district: ALMATY, residentCitizen: true, nothingPaidBefore: true, occurredOn: '2026-09-28' });
    await told();
    expect((await awards(child)).at(-1)).toMatchObject({ programme: 'ADOPTION_ONCE', component: 'BENEFIT', payee: adopter, since: '2026-09-28', until: '2026-09-28', status: 'ACTIVE', reason: null });
    for (const month of ['2026-08-01', '2026-09-01', '2026-10-01', '2026-09-01']) await pay(month);
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(`select count(*)::int as n from benefit_payment p join benefit_award a on a.id = p.award_id where a.recipient_iin = $1 and p.month = '2026-09-01'`, [adopter]);
    expect(n).toBe(1);
    expect(await rows(`select 1 from benefit_payment p join benefit_award a on a.id = p.award_id where a.recipient_iin = $1`, [adopter])).toHaveLength(1);
  });

  it('of a shielded child a caseworker of the region finds nothing, the ministry that pays finds it', async () => {
    const { child, placement } = await placed();
    const seen = async (viewer: Parameters<typeof viewerAs>[0]): Promise<unknown> =>
      (await benefits.call({ query: `{ benefitsOf(iin: "${child}") { awards { programme { code } } } }`, viewer: viewerAs(viewer, { regions: ['750000000'] }), purpose: 'BENEFIT_ASSESSMENT' })).data;
    const shown = { benefitsOf: { awards: [{ programme: { code: 'GUARDIAN' } }] } };
    expect([await seen('caseworker'), await seen('ministry:benefits')]).toEqual([shown, shown]);
    await authority.change('shieldPlacement', placement);
    await told();
    expect([await seen('caseworker'), await seen('ministry:benefits')]).toEqual([{ benefitsOf: { awards: [] } }, shown]);
  });
});
