import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealAdoptedBefore } from '../../subgraphs/foster-families/modules/placement/adopted-before.js';
import { database } from '../../subgraphs/foster-families/orm.config.js';
import { fixedClock } from '../../subgraphs/shared/clock.js';
import type { NewEvent } from '../../subgraphs/shared/feeds/contract.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { openJobs } from '../support/jobs.js';
import { ALMATY, ALMATY_BODY, ASTANA, Authority, BODY, ELSEWHERE, INSTITUTION, type Input, type SomeFamily } from '../subgraphs/foster-families/authority.js';
import { birth, death, replaced } from './support/events.js';
import { Owner, until } from './support/lab.js';

type LifeEvent = NewEvent<typeof LIFE_EVENTS>;

let registry: Owner;
let authority: Authority;
let family: SomeFamily;
beforeAll(async () => {
  registry = await Owner.start('registry', fixedClock('2026-10-01T07:00:00Z'));
  authority = await Authority.start({ feeds: { sources: { registry: { url: registry.url, key: registry.keys['foster-families'] } }, intervalMs: 20 } });
});

// A family takes in four.
beforeEach(async () => {
  family = await authority.family();
});
afterAll(async () => {
  await authority.close();
  await registry.close();
});

/** Tells the guardianship bodies of something, and waits until they have read it. */
async function tell(...events: readonly LifeEvent[]): Promise<void> {
  await registry.publish(LIFE_EVENTS, ...events);
  await until(async () => {
    const [head] = await registry.at.rows<{ n: number }>('select count(*)::int as n from outbox');
    return (await authority.rows(`select 1 from feed_cursor where position >= $1`, [head?.n])).length === 1;
  });
  expect(await authority.rows(`select reason from inbox where state = 'PARKED'`)).toEqual([]);
}

/** Lets everything be read again, as after a restored backup. */
async function replay(): Promise<void> {
  await authority.rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0`);
  await tell();
}

const adoption = (iin: string, from: string, to: string | null = null, basis: 'ADOPTION' | 'BIRTH' = 'ADOPTION'): LifeEvent => ({
  type: 'PARENTAGE',
  subjects: [iin],
  occurredOn: from,
  data: { iin, parents: [{ iin: authority.iin(), role: 'MOTHER', basis, from, to }, { iin: authority.iin(), role: 'FATHER', basis, from, to }] },
});

const placements = (iin: string): Promise<object[]> =>
  authority.rows(`select form, to_char(valid_to, 'YYYY-MM-DD') as "to", end_reason as reason, to_char(sealed_on, 'YYYY-MM-DD') as sealed, version from placement where iin = $1 order by valid_from, id`, [iin]);
const told = async (iin: string): Promise<[string, unknown][]> => (await authority.outbox(iin)).map(({ type, data }) => [type, data['guardianships'] ?? data['periods']]);
const placed = async (iin: string, more: Input = {}): Promise<string> => (await authority.placed(iin, { family: family.id, ...more })).id;

it('a child may be placed once its birth is known, in forms for its age', async () => {
  const iin = authority.iin();
  const record = (form: string) => authority.mutate('recordPlacement', authority.placement(iin, { form, family: family.id }));
  expect(await record('TRUSTEESHIP')).toMatchObject({ code: 'UNKNOWN_PERSON' });
  await tell(birth(iin, { birthDate: '2011-01-01' }));
  expect(await record('GUARDIANSHIP')).toMatchObject({ code: 'WRONG_AGE' });
  expect(await record('TRUSTEESHIP')).toMatchObject({ status: 'ACTIVE' });
  await tell(birth(iin, { birthDate: '2011-02-01' }));
  expect(await authority.rows(`select to_char(birth_date, 'YYYY-MM-DD') as born from known_child where iin = $1`, [iin])).toEqual([{ born: '2011-02-01' }]);
});

describe('a death', () => {
  it('ends the placement on its day, and the representation and the shielding with it; told once, however often it is read', async () => {
    const iin = await authority.child();
    const id = await placed(iin);
    await authority.change('shieldPlacement', id, { occurredOn: '2026-09-05' });
    await tell(death(iin, '2026-09-12'));
    await replay();
    expect(await placements(iin)).toEqual([{ form: 'PROFESSIONAL_FOSTER', to: '2026-09-12', reason: 'DEATH', sealed: null, version: 3 }]);
    expect((await told(iin)).slice(2)).toEqual([
      ['GUARDIANSHIPS', [expect.objectContaining({ from: '2026-09-01', to: '2026-09-12' })]], ['RESTRICTION', [{ from: '2026-09-05', to: '2026-09-12' }]],
    ]);
    expect(await authority.rows(`select kind, to_char(occurred_on, 'YYYY-MM-DD') as "on", to_char(received_on, 'YYYY-MM-DD') as received, source from placement_event order by id desc limit 1`))
      .toEqual([{ kind: 'ENDED', on: '2026-09-12', received: '2026-10-01', source: 'Civil registry' }]);
    expect(await authority.mutate('recordPlacement', authority.placement(iin, { family: family.id, occurredOn: '2026-09-12' }))).toMatchObject({ code: 'AFTER_DEATH' });
  });

  it('ends a guest stay and life in the institution, wherever each is', async () => {
    const iin = await authority.child();
    await placed(iin, { form: 'INSTITUTION', family: null, institution: ELSEWHERE, district: ASTANA, occurredOn: '2026-01-01' });
    await placed(iin, { form: 'GUEST' });
    await tell(death(iin, '2026-09-12'));
    expect(await placements(iin)).toMatchObject([{ form: 'INSTITUTION', to: '2026-09-12', reason: 'DEATH' }, { form: 'GUEST', to: '2026-09-12', reason: 'DEATH' }]);
  });

  it('that is heard of late goes before what was recorded since; what ended before it stays', async () => {
    const iin = await authority.child();
    const first = await placed(iin, { form: 'INSTITUTION', family: null, institution: INSTITUTION, occurredOn: '2026-01-01' });
    await authority.change('endPlacement', first, { occurredOn: '2026-08-01', reason: 'NEW_PLACEMENT' });
    await authority.change('endPlacement', await placed(iin), { occurredOn: '2026-09-20' });
    await placed(iin, { occurredOn: '2026-09-25' });
    await tell(death(iin, '2026-09-12'));
    expect(await placements(iin)).toMatchObject([{ to: '2026-08-01', reason: 'NEW_PLACEMENT' }, { to: '2026-09-12', reason: 'DEATH' }, { to: '2026-09-25', reason: 'DEATH' }]);
    expect((await told(iin)).at(-1)?.[1]).toMatchObject([{ to: '2026-08-01' }, { to: '2026-09-12' }]);
  });

  it('leaves a placement that waits for its shielding given up', async () => {
    const iin = await authority.child();
    await placed(iin, { shielded: true });
    await tell(death(iin, '2026-09-12'));
    expect(await authority.rows(`select awaited_event is null as effect, end_reason as reason from placement where iin = $1`, [iin])).toEqual([{ effect: false, reason: 'DEATH' }]);
    expect(await told(iin)).toEqual([['RESTRICTION', [{ from: '2026-09-01', to: null }]], ['RESTRICTION', [{ from: '2026-09-01', to: '2026-09-12' }]]]);
  });

  it('of a carer, or of a child in no placement, ends nothing', async () => {
    const [iin, other] = [await authority.child(), await authority.child()];
    await placed(iin);
    await tell(death(family.carers[0] ?? '', '2026-09-12'), death(other, '2026-09-12'));
    expect(await placements(iin)).toMatchObject([{ to: null, version: 1 }]);
    expect(await told(other)).toEqual([]);
  });
});

describe('an adoption', () => {
  it('ends the placement that leads to it and seals all before it, for everybody who was told', async () => {
    const iin = await authority.child();
    const first = await placed(iin, { form: 'INSTITUTION', family: null, institution: ELSEWHERE, district: ASTANA, occurredOn: '2026-01-01' });
    await authority.change('endPlacement', first, { occurredOn: '2026-08-01', reason: 'NEW_PLACEMENT' });
    await authority.change('shieldPlacement', await placed(iin), { occurredOn: '2026-09-01' });
    await tell(adoption(iin, '2026-09-12'));
    await replay();
    expect(await placements(iin)).toEqual([
      { form: 'INSTITUTION', to: '2026-08-01', reason: 'NEW_PLACEMENT', sealed: '2026-09-12', version: 2 },
      { form: 'PROFESSIONAL_FOSTER', to: '2026-09-12', reason: 'ADOPTED', sealed: '2026-09-12', version: 3 },
    ]);
    expect((await told(iin)).slice(-2)).toEqual([['GUARDIANSHIPS', []], ['RESTRICTION', []]]);
  });

  it.each(['2026-09-12', '2026-09-05'])('seals where the child was before, also what had ended by then: on %s', async (end) => {
    const iin = await authority.child();
    const id = await placed(iin, { form: 'GUARDIANSHIP', occurredOn: '2026-08-01' });
    await authority.change('shieldPlacement', id, { occurredOn: '2026-08-05' });
    await authority.change('endPlacement', id, { occurredOn: end, reason: 'CARER_RELEASED' });
    await tell(adoption(iin, '2026-09-12'));
    await replay();
    expect(await placements(iin)).toEqual([{ form: 'GUARDIANSHIP', to: end, reason: 'CARER_RELEASED', sealed: '2026-09-12', version: 3 }]);
    expect((await told(iin)).slice(-2)).toEqual([['GUARDIANSHIPS', []], ['RESTRICTION', []]]);
    expect(await authority.rows('select 1 from shielding where iin = $1 and valid_to is null', [iin])).toEqual([]);
  });

  it('that an earlier release applied, or of before a placement that was recorded late, is made up for', async () => {
    const [iin, late, other] = [await authority.child(), await authority.child(), await authority.child()];
    await tell(adoption(iin, '2026-09-12'), adoption(late, '2026-09-12'), adoption(other, '2026-09-12', '2026-09-13'));
    await authority.change('endPlacement', await placed(iin, { occurredOn: '2026-08-01' }), { occurredOn: '2026-09-01', reason: 'RETURNED_TO_PARENT' });
    for (const one of [late, other]) await placed(one, { form: 'GUARDIANSHIP', occurredOn: '2026-09-05' });
    const jobs = await openJobs(authority.care, database);
    expect([await sealAdoptedBefore(jobs.database), await sealAdoptedBefore(jobs.database)]).toEqual([2, 0]);
    await jobs.close();
    expect([...(await placements(iin)), ...(await placements(late)), ...(await placements(other))]).toMatchObject([
      { to: '2026-09-01', reason: 'RETURNED_TO_PARENT', sealed: '2026-09-12' }, { to: '2026-09-12', reason: 'ADOPTED', sealed: '2026-09-12' }, { to: null, sealed: null }]);
    expect((await told(late)).at(-1)).toEqual(['GUARDIANSHIPS', []]);
  });

  it('leaves nothing to be found by the old IIN once that is replaced', async () => {
    const [iin, newIin] = [await authority.child(), authority.iin()];
    await placed(iin);
    await tell(adoption(iin, '2026-09-12'), replaced(iin, newIin));
    expect([await placements(iin), await told(iin), (await placements(newIin)).length]).toEqual([[], [], 1]);
    expect(await authority.mutate('recordPlacement', authority.placement(iin, { family: family.id }))).toMatchObject({ code: 'UNKNOWN_PERSON' });
  });

  it.each<[string, (iin: string) => LifeEvent]>([
    ['that was before the placement', (iin) => adoption(iin, '2026-09-01')],
    ['that was cancelled', (iin) => adoption(iin, '2026-09-12', '2026-09-13')],
    ['that is none: a parentage by birth', (iin) => adoption(iin, '2026-09-12', null, 'BIRTH')],
  ])('%s ends nothing', async (_what, event) => {
    const iin = await authority.child();
    await placed(iin);
    await tell(event(iin));
    expect(await placements(iin)).toMatchObject([{ to: null, sealed: null, version: 1 }]);
    expect(await told(iin)).toHaveLength(1);
  });
});

describe('a planned placement', () => {
  const plan = async (iin: string, occurredOn = '2026-09-10'): Promise<void> => {
    const planned = await authority.mutate('planPlacement', { iin, form: 'PATRONAGE', family: family.id, body: BODY, reason: 'ABANDONED', district: ALMATY, plannedFrom: '2026-10-10', occurredOn, source: 'decision' });
    expect(planned).toMatchObject({ stage: 'PLANNED' });
  };
  const plans = (iin: string): Promise<object[]> =>
    authority.rows(`select stage, to_char(closed_on, 'YYYY-MM-DD') as "on", to_char(sealed_on, 'YYYY-MM-DD') as sealed, version from placement_plan where iin = $1 order by id`, [iin]);

  it('is given up with the child\'s life and by an adoption, which seals it; one of later stays, whatever is told again', async () => {
    const [dead, adopted] = [await authority.child(), await authority.child()];
    for (const iin of [dead, adopted]) await plan(iin);
    const event = adoption(adopted, '2026-09-12');
    await tell(death(dead, '2026-09-12'), event);
    await replay();
    expect([await plans(dead), await plans(adopted)]).toEqual([[{ stage: 'WITHDRAWN', on: '2026-09-12', sealed: null, version: 2 }], [{ stage: 'WITHDRAWN', on: '2026-09-12', sealed: '2026-09-12', version: 2 }]]);
    const { data } = await authority.ask('query ($filter: PlacementPlanFilter) { placementPlans(filter: $filter) { edges { node { id } } } }', { filter: { iin: adopted } });
    expect(data).toEqual({ placementPlans: { edges: [] } });
    await plan(adopted, '2026-09-20');
    await tell(event);
    expect(await plans(adopted)).toMatchObject([{ sealed: '2026-09-12' }, { stage: 'PLANNED', sealed: null, version: 1 }]);
  });

  it('follows a replaced IIN', async () => {
    const [iin, newIin] = [await authority.child(), authority.iin()];
    await plan(iin);
    await tell(replaced(iin, newIin));
    expect([await plans(iin), await plans(newIin)]).toMatchObject([[], [{ stage: 'PLANNED' }]]);
  });
});

it('a replaced IIN takes a placement along, in the mutations of its region too', async () => {
  const [iin, newIin] = [await authority.child(), authority.iin()];
  const id = await placed(iin, { shielded: true });
  await tell(replaced(iin, newIin));
  expect(await authority.change('liftShielding', id, {}, ALMATY_BODY)).toMatchObject({ status: 'ACTIVE' });
  expect((await told(newIin)).map(([type]) => type)).toEqual(['RESTRICTION', 'GUARDIANSHIPS', 'RESTRICTION']);
});

describe('records in the databank', () => {
  const needs = (iin: string): Promise<object[]> =>
    authority.rows(`select status, closing, to_char(closed_on, 'YYYY-MM-DD') as "on", to_char(sealed_on, 'YYYY-MM-DD') as sealed, to_char(majority_on, 'YYYY-MM-DD') as majority, version from care_need where iin = $1 order by id`, [iin]);
  const pairs = (iin: string): Promise<object[]> =>
    authority.rows(`select iin, sibling_iin as sibling from care_sibling where sealed_on is null and $1 in (iin, sibling_iin) order by iin`, [iin]);
  const inNeed = async (iin: string, more: Input = {}): Promise<void> => {
    const query = 'mutation ($input: RecordCareNeedInput!) { recordCareNeed(input: $input) { ... on CareNeed { id } ... on Refusal { code } } }';
    const input = { idempotencyKey: randomUUID(), iin, notifier: 'POLICE', reasons: ['ABANDONED'], body: BODY, district: ASTANA, occurredOn: '2026-09-01', source: 'call', ...more };
    expect((await authority.ask(query, { input })).data).toMatchObject({ recordCareNeed: { id: expect.any(String) as unknown } });
  };

  it('end with the child\'s life, placed or not, once however often it is read', async () => {
    const iin = await authority.child();
    await inNeed(iin);
    await tell(death(iin, '2026-09-12'));
    await replay();
    expect(await needs(iin)).toEqual([{ status: 'CLOSED', closing: 'DEATH', on: '2026-09-12', sealed: null, majority: '2036-03-10', version: 2 }]);
  });

  it('end with an adoption, and are sealed, with what led to brothers and sisters; one of later begins anew, whatever is told again', async () => {
    const [iin, sister, other] = [await authority.child(), await authority.child(), await authority.child()];
    await inNeed(iin, { siblings: [sister] });
    const event = adoption(iin, '2026-09-12');
    await tell(event);
    expect(await needs(iin)).toMatchObject([{ closing: 'PLACED_IN_FAMILY', on: '2026-09-12', sealed: '2026-09-12', version: 2 }]);
    expect(await pairs(iin)).toEqual([]);
    await inNeed(iin, { siblings: [other, sister], occurredOn: '2026-09-20' });
    // The whole history comes again with every change of it, and after a restored backup.
    await tell(event);
    await replay();
    expect(await needs(iin)).toMatchObject([{ sealed: '2026-09-12', version: 2 }, { status: 'IDENTIFIED', on: null, sealed: null, version: 1 }]);
    expect(await pairs(iin)).toHaveLength(4);
  });

  it('that began of themselves on the day of the adoption led to it; those that somebody told of that day did not', async () => {
    const [released, found, sheltered] = [await authority.child(), await authority.child(), await authority.child()];
    await authority.change('endPlacement', await placed(released, { form: 'GUARDIANSHIP' }), { reason: 'CARER_RELEASED', occurredOn: '2026-09-12' });
    await inNeed(found, { occurredOn: '2026-09-12' });
    await placed(sheltered, { form: 'INSTITUTION', family: null, institution: INSTITUTION, occurredOn: '2026-09-12' });
    await tell(...[released, found, sheltered].map((iin) => adoption(iin, '2026-09-12')));
    expect(await needs(released)).toMatchObject([{ status: 'CLOSED', closing: 'PLACED_IN_FAMILY', on: '2026-09-12', sealed: '2026-09-12' }]);
    for (const iin of [found, sheltered]) expect(await needs(iin)).toMatchObject([{ status: 'IDENTIFIED', on: null, sealed: null }]);
    await inNeed(released, { occurredOn: '2026-09-20' });
  });

  it('that somebody begins while an adoption is applied end with it, too', async () => {
    const iin = await authority.child();
    const writer = new Client({ connectionString: authority.care.database.adminUrl });
    await writer.connect();
    await writer.query('begin');
    await writer.query('select 1 from known_child where iin = $1 for update', [iin]);
    const applied = tell(adoption(iin, '2026-09-12'));
    // A row that is held is waited for by the transaction that holds it.
    await until(async () => (await authority.rows(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`)).length > 0);
    await writer.query(`insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
      values ($1, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', '710000000', $2, $3, '2026-09-01', '2026-09-01', '2036-03-10', '2026-09-02', '2026-09-29', 'test')`, [iin, ASTANA, BODY]);
    await writer.query('commit');
    await writer.end();
    await applied;
    expect(await needs(iin)).toMatchObject([{ status: 'CLOSED', closing: 'PLACED_IN_FAMILY', sealed: '2026-09-12' }]);
  });

  it('a replaced IIN takes brothers and sisters along, also those who are known by both', async () => {
    const [iin, newIin, sister] = [await authority.child(), authority.iin(), await authority.child()];
    for (const [one, other] of [[iin, sister], [newIin, sister], [iin, newIin]]) {
      await authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test'), ($2, $1, 'test')`, [one, other]);
    }
    await tell(replaced(iin, newIin));
    expect(await pairs(newIin)).toEqual([{ iin: newIin, sibling: sister }, { iin: sister, sibling: newIin }].toSorted((a, b) => (a.iin < b.iin ? -1 : 1)));
    expect(await authority.rows('select 1 from care_sibling where $1 in (iin, sibling_iin)', [iin])).toEqual([]);
  });

  it('end at the age that a corrected birth date says', async () => {
    const iin = await authority.child();
    await inNeed(iin);
    await tell(birth(iin, { birthDate: '2008-10-01' }));
    expect(await needs(iin)).toMatchObject([{ status: 'IDENTIFIED', majority: '2026-10-01' }]);
  });

  it('of candidates end with their lives', async () => {
    const carer = authority.iin();
    await authority.rows(`insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, source)
      values ($1, '1980-01-01', 'MALE', '710000000', $2, $3, '{GUEST}', 'REGISTERED', '2026-01-01', '2026-01-01', 'test')`, [carer, ASTANA, BODY]);
    await tell(death(carer, '2026-09-12'));
    expect(await authority.rows(`select status, closing, version from carer_candidate where iin = $1`, [carer])).toEqual([{ status: 'CLOSED', closing: 'DEATH', version: 2 }]);
  });
});
