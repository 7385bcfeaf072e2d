import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, documentOf, ELSEWHERE, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';

/* Housing and alimony of children in care, and specialists against children of districts, on 1 October 2026. */

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

const RIGHTS = `query ($iin: IIN!) { careOf(iin: $iin) { current { rights { kind standing since settled dueBy version history { id standing occurredOn receivedOn corrected source organisation } } } } }`;

interface Right {
  readonly kind: 'HOUSING' | 'ALIMONY';
  readonly standing: string | null;
  readonly since: string | null;
  readonly settled: boolean;
  readonly dueBy: string | null;
  readonly version: number;
  readonly history: readonly { readonly id: string; readonly standing: string; readonly occurredOn: string; readonly corrected: boolean }[];
}

async function rightsOf(iin: string, viewer: Viewer = NATION): Promise<Right[]> {
  const { data, errors } = await authority.ask(RIGHTS, { iin }, viewer);
  expect(errors).toEqual([]);
  return (data?.['careOf'] as { current: { rights: Right[] } }).current.rights;
}

const housing = async (iin: string, viewer?: Viewer): Promise<Right> => (await rightsOf(iin, viewer))[0] as Right;

/** A child in an institution, and its placement. */
async function ward(from = '2026-02-10', more: Input = {}): Promise<{ readonly iin: string; readonly placement: string }> {
  const iin = await authority.child('2016-03-10');
  const { id } = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: from, ...more });
  return { iin, placement: id };
}

const say = (placement: string, standing: string, expectedVersion: number, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> =>
  authority.mutate('recordWardRight', { placement, expectedVersion, standing, occurredOn: '2026-09-20', source: 'letter 5', ...more }, viewer);

describe('housing and alimony', () => {
  it('nothing on record is due three months after the first day; what is said settles it, or does not', async () => {
    const { iin, placement } = await ward();
    expect(await rightsOf(iin)).toEqual(['HOUSING', 'ALIMONY'].map((kind) => ({ kind, standing: null, since: null, settled: false, dueBy: '2026-05-10', version: 0, history: [] })));
    const body = { ...ALMATY_BODY, organisation: BODY };
    expect(await say(placement, 'HOUSING_APPLIED', 0, { occurredOn: '2026-04-01', receivedOn: '2026-04-03' }, body)).toMatchObject({ __typename: 'Placement', id: placement, version: 1 });
    expect(await housing(iin)).toMatchObject({ standing: 'HOUSING_APPLIED', since: '2026-04-01', settled: false, dueBy: '2026-05-10', version: 1, history: [{ receivedOn: '2026-04-03', source: 'letter 5', organisation: BODY, corrected: false }] });
    // From before the placement: it was seen to elsewhere.
    await say(placement, 'HOUSING_QUEUED', 1, { occurredOn: '2026-05-01' });
    await say(placement, 'ALIMONY_ORDERED', 0, { occurredOn: '2020-05-01' });
    expect(await rightsOf(iin)).toMatchObject([{ standing: 'HOUSING_QUEUED', settled: true, dueBy: null, version: 2 }, { standing: 'ALIMONY_ORDERED', since: '2020-05-01', settled: true, dueBy: null, version: 1 }]);
    await say(placement, 'ALIMONY_UNPAID', 1, { occurredOn: '2026-08-31' });
    expect((await rightsOf(iin))[1]).toMatchObject({ standing: 'ALIMONY_UNPAID', settled: false, dueBy: '2026-11-30', version: 2 });
    // It is nothing that a placement's own journal has, nor is money told of it.
    expect(await authority.rows('select kind from placement_event e join placement p on p.id = e.placement_id where p.iin = $1', [iin])).toEqual([{ kind: 'RECORDED' }]);
    expect(await authority.dues(iin)).toEqual([]);
  });

  it('what was wrong is corrected once, and stays in the history', async () => {
    const { iin, placement } = await ward();
    const other = await ward();
    await say(placement, 'HOUSING_APPLIED', 0, { occurredOn: '2026-03-01' });
    await say(placement, 'HOUSING_QUEUED', 1, { occurredOn: '2026-08-01' });
    const [, queued] = (await housing(iin)).history;
    const refused = async (corrects: unknown, standing = 'HOUSING_QUEUED', version = 2, of = placement) => {
      const { code, field } = await say(of, standing, version, { corrects, occurredOn: '2026-06-01' });
      return [code, field];
    };
    expect(await Promise.all([refused(randomUUID()), refused('x'), refused(queued?.id, 'ALIMONY_CLAIMED', 0), refused(queued?.id, 'HOUSING_QUEUED', 0, other.placement)])).toEqual(Array.from({ length: 4 }, () => ['NOT_ON_RECORD', 'input.corrects']));
    expect(await say(placement, 'HOUSING_NOT_QUEUED', 2, { corrects: queued?.id, occurredOn: '2026-02-20' })).toMatchObject({ id: placement });
    // The correction is of a day before what was said first, which is the last word now.
    expect(await housing(iin)).toMatchObject({ standing: 'HOUSING_APPLIED', settled: false, version: 3, history: [{ corrected: false }, { standing: 'HOUSING_QUEUED', corrected: true }, { standing: 'HOUSING_NOT_QUEUED', corrected: false }] });
    expect(await refused(queued?.id, 'HOUSING_QUEUED', 3)).toEqual(['ALREADY_RECORDED', 'input.corrects']);
  });

  it('is refused of what is no life in care, and where somebody else was first', async () => {
    const { iin, placement } = await ward();
    const [ended, guests] = [await ward(), await ward()];
    await authority.change('endPlacement', ended.placement);
    const host = await authority.family();
    const { id: stay } = await authority.placed(guests.iin, { form: 'GUEST', family: host.id, childConsent: true, occurredOn: '2026-09-05' });
    const codes = await Promise.all([
      say(randomUUID(), 'HOUSING_QUEUED', 0), say(placement, 'HOUSING_QUEUED', 0, {}, ASTANA_BODY), say(ended.placement, 'HOUSING_QUEUED', 0), say(stay, 'HOUSING_QUEUED', 0), say(placement, 'HOUSING_QUEUED', 0, { occurredOn: '2016-03-09' }), say(placement, 'HOUSING_QUEUED', 1),
    ]);
    expect(codes.map(({ code, field }) => [code, field])).toEqual([
      ['UNKNOWN_PLACEMENT', 'input.placement'], ['UNKNOWN_PLACEMENT', 'input.placement'], ['NOT_ON_RECORD', 'input.placement'], ['DOES_NOT_FIT_FORM', 'input.placement'], ['BEFORE_BIRTH', 'input.occurredOn'], ['VERSION_CONFLICT', 'input.expectedVersion'],
    ]);
    const both = await Promise.all(['HOUSING_QUEUED', 'HOUSING_REFUSED'].map((standing) => say(placement, standing, 0)));
    expect(both.map(({ code }) => code ?? 'done').toSorted()).toEqual(['VERSION_CONFLICT', 'done']);
    expect((await housing(iin)).version).toBe(1);
    const future = await say(placement, 'HOUSING_QUEUED', 1, { occurredOn: '2026-10-02' });
    expect(future.errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    const again = { idempotencyKey: randomUUID(), placement, expectedVersion: 0, standing: 'ALIMONY_CLAIMED', occurredOn: '2026-09-20', source: 'letter 6' };
    for (const _ of [1, 2]) expect(await authority.mutate('recordWardRight', again)).toMatchObject({ id: placement });
    expect((await rightsOf(iin))[1]?.version).toBe(1);
  });

  it('goes with the child to another region, which is told how it stands and not where that was said; an adoption ends it', async () => {
    const { iin, placement } = await ward();
    await say(placement, 'HOUSING_QUEUED', 0);
    const moved = await authority.change('movePlacement', placement, authority.placement(iin, { form: 'INSTITUTION', institution: ELSEWHERE, district: ASTANA, occurredOn: '2026-09-25' }));
    expect(await housing(iin, ASTANA_BODY)).toMatchObject({ standing: 'HOUSING_QUEUED', settled: true, version: 1, history: [] });
    expect(await say(moved.id ?? '', 'HOUSING_PROVIDED', 1, { occurredOn: '2026-09-26' }, ASTANA_BODY)).toMatchObject({ id: moved.id });
    expect((await housing(iin)).history.map(({ standing }) => standing)).toEqual(['HOUSING_QUEUED', 'HOUSING_PROVIDED']);
    await authority.rows(`update placement set valid_to = '2026-09-28', end_reason = 'ADOPTED', sealed_on = '2026-09-28' where iin = $1 and valid_to is null`, [iin]);
    await authority.rows(`update placement set sealed_on = '2026-09-28' where iin = $1`, [iin]);
    await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-09-29' });
    expect(await housing(iin)).toMatchObject({ standing: null, version: 0, dueBy: '2026-12-29', history: [] });
  });

  it('is for officials, and takes as many statements for one child as for several', async () => {
    const { iin } = await ward();
    const asked = async (viewer: Viewer) => (await authority.ask(RIGHTS, { iin }, viewer)).errors.map(({ extensions }) => extensions['code']);
    expect([await asked(viewerAs('caseworker', { regions: ['750000000'] })), await asked(viewerAs('caseworker', { regions: ['710000000'] }))]).toEqual([[], ['WITHHELD']]);
    const LIST = '{ placements(first: $n, filter: { status: ACTIVE }) { edges { node { rights { kind history { standing } } } } } }';
    const counted: number[] = [];
    for (const n of [1, 4]) {
      authority.care.takeSql();
      await authority.ask(LIST.replace('$n', String(n)), {});
      counted.push(authority.care.takeSql().filter((sql) => sql.includes('ward_right') || sql.includes('care.since')).length);
    }
    expect(counted).toEqual([3, 3]);
  });
});

const STAFFING = `query ($region: KATO!, $on: Date) { guardianshipStaffing(regionKato: $region, on: $on) { district { kato } staff { id body posts filled validFrom source } population { id children validFrom }
  norm { children legalBasis certainty } childrenPerSpecialist staffed enoughPosts } }`;

interface Staffing {
  readonly district: { readonly kato: string };
  readonly staff: { readonly id: string; readonly filled: string } | null;
  readonly population: { readonly id: string; readonly children: number } | null;
}

const staffed = (more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> =>
  authority.mutate('recordGuardianshipStaff', { district: ALMATY, body: BODY, posts: '4', filled: '3.5', occurredOn: '2026-03-01', source: 'order 8', ...more }, viewer);
const counted = (more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> =>
  authority.mutate('recordDistrictChildren', { district: ALMATY, children: 20_000, occurredOn: '2026-01-01', source: 'Bureau of National Statistics, bulletin 3', ...more }, viewer);

describe('specialists and children', () => {
  const almaty = async (on?: string): Promise<Staffing | undefined> => {
    const { data, errors } = await authority.care.call({ query: STAFFING, variables: { region: '750000000', on }, viewer: null });
    expect(errors).toEqual([]);
    return (data?.['guardianshipStaffing'] as Staffing[]).find(({ district }) => district.kato === ALMATY);
  };

  it('are recorded by staff for the whole country, and public; figures hold from their day on', async () => {
    await counted();
    expect(await staffed()).toMatchObject({ __typename: 'GuardianshipStaffing', district: { kato: ALMATY }, staff: { posts: '4', filled: '3.5', body: BODY, validFrom: '2026-03-01', source: 'order 8' }, population: { children: 20_000 }, norm: { children: 5_000, certainty: 'A' }, childrenPerSpecialist: '5714.29', staffed: false, enoughPosts: true });
    await staffed({ filled: '4', occurredOn: '2026-06-01' });
    expect([await almaty('2026-05-31'), await almaty('2026-06-01'), await almaty()]).toMatchObject([{ staffed: false, staff: { filled: '3.5' } }, { staffed: true, childrenPerSpecialist: '5000' }, { staffed: true }]);
    expect(await almaty('2024-12-31')).toEqual({ district: { kato: ALMATY }, staff: null, population: null, norm: null, childrenPerSpecialist: null, staffed: null, enoughPosts: null });
    const { data } = await authority.care.call({ query: STAFFING, variables: { region: '750000000' }, viewer: null });
    expect((data?.['guardianshipStaffing'] as Staffing[]).map(({ district }) => district.kato)).toEqual(['751110000', '751210000', '751310000', '751410000', '751510000', '751710000', '751810000', '751910000']);
  });

  it('are refused of bodies themselves, of no district, and as what cannot be', async () => {
    const refusals = await Promise.all([staffed({}, ALMATY_BODY), counted({}, ALMATY_BODY), staffed({ district: '751999000' }), counted({ corrects: randomUUID() }), staffed({ corrects: 'x' })]);
    expect(refusals.map(({ code, field }) => [code, field])).toEqual([['OUTSIDE_YOUR_REGIONS', 'input.district'], ['OUTSIDE_YOUR_REGIONS', 'input.district'], ['UNKNOWN_PLACE', 'input.district'], ['NOT_ON_RECORD', 'input.corrects'], ['NOT_ON_RECORD', 'input.corrects']]);
    const wrong = await Promise.all([staffed({ posts: '4.1' }), staffed({ filled: '4.25' }), staffed({ posts: '-1', filled: '-1' }), counted({ children: -1 }), counted({ children: 2_000_001 }), counted({ occurredOn: '2026-10-02' })]);
    expect(wrong.map(({ errors: [error] }) => error?.extensions['code'])).toEqual(Array.from({ length: 6 }, () => 'BAD_USER_INPUT'));
    const { errors } = await authority.care.call({ query: documentOf('recordGuardianshipStaff'), variables: { input: { idempotencyKey: randomUUID(), district: ALMATY, body: BODY, posts: '1', filled: '1', occurredOn: '2026-03-01', source: 's' } }, viewer: viewerAs('caseworker', { regions: ['750000000'] }), purpose: 'CARE_SUPERVISION' });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['ROLE_NOT_ALLOWED']);
  });

  it('what was wrong is corrected once, also its day', async () => {
    await counted({ children: 90_000, occurredOn: '2026-09-01' });
    const wrong = (await almaty())?.population;
    expect(wrong?.children).toBe(90_000);
    expect(await counted({ children: 21_000, occurredOn: '2026-08-01', corrects: wrong?.id })).toMatchObject({ population: { children: 21_000, validFrom: '2026-08-01' } });
    expect((await almaty('2026-07-31'))?.population?.children).toBe(20_000);
    expect(await counted({ corrects: wrong?.id })).toMatchObject({ code: 'ALREADY_RECORDED', field: 'input.corrects' });
    expect(await counted({ district: '751310000', corrects: (await almaty())?.population?.id })).toMatchObject({ code: 'NOT_ON_RECORD' });
    const key = { idempotencyKey: randomUUID(), children: 5, district: '751310000' };
    for (const _ of [1, 2]) expect(await counted(key)).toMatchObject({ population: { children: 5 } });
    expect(await authority.rows('select count(*)::int as n from district_children where children = 5')).toEqual([{ n: 1 }]);
  });
});

describe('brothers and sisters in a child\'s care', () => {
  it('are told to the authority, with where they live in its regions, and to nobody else', async () => {
    const [one, near, far, atHome] = [await ward(), await ward(), await ward('2026-02-10', { institution: ELSEWHERE, district: ASTANA }), await authority.child()];
    for (const other of [near.iin, far.iin, atHome]) await authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test'), ($2, $1, 'test')`, [one.iin, other]);
    const SIBLINGS = 'query ($iin: IIN!) { careOf(iin: $iin) { siblings { child { iin } placement { id institution } } } }';
    const seen = async (viewer: Viewer) => {
      const { data, errors } = await authority.ask(SIBLINGS, { iin: one.iin }, viewer);
      const { siblings } = data?.['careOf'] as { siblings: { child: { iin: string }; placement: { id: string; institution: string } | null }[] | null };
      return siblings?.map(({ child, placement }) => [child.iin, placement?.id ?? null]) ?? errors.map(({ extensions }) => extensions['code']);
    };
    const all = [[near.iin, near.placement], [far.iin, far.placement], [atHome, null]];
    expect(await seen(NATION)).toEqual(all.toSorted());
    expect(await seen(ALMATY_BODY)).toEqual([[near.iin, near.placement], [far.iin, null], [atHome, null]].toSorted());
    expect(await seen(viewerAs('caseworker', { regions: ['750000000'] }))).toEqual(['ROLE_NOT_ALLOWED']);
    await authority.change('shieldPlacement', near.placement);
    expect(await seen(NATION)).toEqual(all.toSorted());
    await authority.rows(`update care_sibling set sealed_on = '2026-09-01' where $1 in (iin, sibling_iin)`, [near.iin]);
    expect((await seen(NATION)).length).toBe(2);
    authority.care.takeSql();
    await seen(NATION);
    expect(authority.care.takeSql().filter((sql) => /from "?(care_sibling|placement)\b/.test(sql)).length).toBe(3);
  });
});
