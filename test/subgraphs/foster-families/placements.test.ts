import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, CASEWORKER, ELSEWHERE, INSTITUTION, type Input, type WaitingEvent } from './authority.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

const CARE_OF = 'query ($iin: IIN!) { careOf(iin: $iin) { inCare current { id } history { id status } } }';
const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care { inCare current { id } history { id status } } } } }';

/** The section as registry's grant opens it. */
async function byGrant(iin: string): Promise<unknown> {
  const grant = { relation: 'REPRESENTATIVE', classes: ['care'], restricted: false };
  const { data, errors } = await authority.ask(ENTITIES, { r: [{ __typename: 'Child', iin, grant }] }, CASEWORKER);
  expect(errors).toEqual([]);
  return (data?.['_entities'] as { care: unknown }[])[0]?.care;
}

const byRegister = async (iin: string, viewer?: Viewer): Promise<unknown> => (await authority.ask(CARE_OF, { iin }, viewer)).data?.['careOf'];

const guardianships = ({ data }: WaitingEvent): unknown => data['guardianships'];
const periods = ({ data }: WaitingEvent): unknown => data['periods'];
const entry = (representative: { iin?: string; bin?: string }, form: string, from: string, to: string | null, act = '17-24') =>
  ({ representativeIin: representative.iin ?? null, representativeBin: representative.bin ?? null, form, bodyBin: BODY, act, from, to });

describe('a placement', () => {
  it('is recorded, in effect at once, and its carers are told to be the child\'s representatives to the 18th birthday', async () => {
    const [iin, family] = [await authority.child(), await authority.family(2)];
    const outcome = await authority.placed(iin, { family: family.id, occurredOn: '2026-09-01', receivedOn: '2026-09-04' });
    expect(outcome).toEqual({
      __typename: 'Placement', errors: [], id: outcome.id, status: 'ACTIVE', version: 1, shielded: false, validFrom: '2026-09-01', validTo: null, plannedUntil: '2027-03-01', endReason: null,
      form: { code: 'PROFESSIONAL_FOSTER' }, reason: 'NEGLECT', institution: null, body: BODY, act: '17-24', district: { kato: ALMATY }, region: { kato: '750000000' }, source: 'decision 17',
      family: { id: family.id, carers: family.carers.map((carer) => ({ person: { iin: carer } })) }, child: { iin },
      events: [{ kind: 'RECORDED', occurredOn: '2026-09-01', receivedOn: '2026-09-04', source: 'decision 17', version: 1 }],
    });
    const seen = { inCare: true, current: { id: outcome.id }, history: [{ id: outcome.id, status: 'ACTIVE' }] };
    expect([await byRegister(iin), await byGrant(iin)]).toEqual([seen, seen]);
    expect(await authority.outbox(iin)).toEqual([{
      feed: 'guardianships', type: 'GUARDIANSHIPS', subjects: [iin, ...family.carers], occurred_on: '2026-09-01',
      data: { iin, guardianships: family.carers.map((carer) => entry({ iin: carer }, 'PROFESSIONAL_FOSTER', '2026-09-01', '2036-03-10')) },
    }]);
  });

  it('ends, and whoever represented the child by it stops the same day', async () => {
    const [iin, { id, carers: [carer] }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id });
    const ended = await authority.change('endPlacement', placement.id, { occurredOn: '2026-09-20', receivedOn: '2026-09-21', reason: 'ENDED_BY_CARER' });
    expect(ended).toMatchObject({ status: 'ENDED', version: 2, validFrom: '2026-09-01', validTo: '2026-09-20', endReason: 'ENDED_BY_CARER', errors: [] });
    expect(ended.events).toMatchObject([{ kind: 'RECORDED' }, { kind: 'ENDED', occurredOn: '2026-09-20', receivedOn: '2026-09-21', source: 'decision 18', version: 2 }]);
    expect(await byGrant(iin)).toEqual({ inCare: false, current: null, history: [{ id: placement.id, status: 'ENDED' }] });
    const events = await authority.outbox(iin);
    expect(events.map(({ type, occurred_on }) => [type, occurred_on])).toEqual([['GUARDIANSHIPS', '2026-09-01'], ['GUARDIANSHIPS', '2026-09-20']]);
    expect(events.map(guardianships)[1]).toEqual([entry({ iin: carer ?? '' }, 'PROFESSIONAL_FOSTER', '2026-09-01', '2026-09-20')]);
  });

  it('that ends on its first day held on no day', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id });
    await authority.change('endPlacement', placement.id, { occurredOn: '2026-09-01' });
    expect((await authority.outbox(iin)).map(guardianships)).toMatchObject([[{}], []]);
    expect(await authority.placed(iin, { family: id })).toMatchObject({ status: 'ACTIVE' });
  });

  it('of guardianship goes on as trusteeship at 14 and ends at 18, as the terms of the forms have it', async () => {
    const [iin, { id, carers: [carer = ''] }] = [await authority.child('2012-02-29'), await authority.family()];
    await authority.placed(iin, { form: 'GUARDIANSHIP', family: id, occurredOn: '2024-05-01' });
    expect((await authority.outbox(iin)).map(guardianships)).toEqual([[
      entry({ iin: carer }, 'GUARDIANSHIP', '2024-05-01', '2026-03-01'), entry({ iin: carer }, 'TRUSTEESHIP', '2026-03-01', '2030-03-01'),
    ]]);
  });

  it('in an institution makes that the representative, for as long as it lasts', async () => {
    const iin = await authority.child();
    expect(await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION })).toMatchObject({ institution: INSTITUTION, family: null, plannedUntil: null });
    expect((await authority.outbox(iin)).map(guardianships)).toEqual([[entry({ bin: INSTITUTION }, 'INSTITUTION', '2026-09-01', null)]]);
  });

  it('as a guest overlaps life in an institution, is from there, and is told to nobody', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const institution = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-03-01' });
    const guest = await authority.placed(iin, { form: 'GUEST', family: id });
    expect(guest).toMatchObject({ institution: INSTITUTION, family: { id }, plannedUntil: null });
    expect(await byGrant(iin)).toMatchObject({ inCare: true, current: { id: institution.id } });
    expect(await authority.change('endPlacement', institution.id)).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    expect(await authority.change('endPlacement', guest.id, { occurredOn: '2026-09-14', reason: 'CONTRACT_EXPIRED' })).toMatchObject({ status: 'ENDED' });
    expect(await authority.outbox(iin)).toHaveLength(1);
    expect(await authority.change('endPlacement', institution.id, { occurredOn: '2026-09-10' })).toMatchObject({ code: 'OUT_OF_ORDER' });
    expect(await authority.change('endPlacement', institution.id, { occurredOn: '2026-09-14', reason: 'NEW_PLACEMENT' })).toMatchObject({ status: 'ENDED' });
  });

  it('is told with every other of the child, wherever that was', async () => {
    const [iin, family] = [await authority.child(), await authority.family()];
    const first = await authority.placed(iin, { form: 'INSTITUTION', institution: ELSEWHERE, district: ASTANA, occurredOn: '2026-01-10', act: '1' });
    await authority.change('endPlacement', first.id, { occurredOn: '2026-08-01', reason: 'NEW_PLACEMENT' });
    await authority.placed(iin, { family: family.id, act: '2' }, ALMATY_BODY);
    expect((await authority.outbox(iin)).map(guardianships).at(-1)).toEqual([
      entry({ bin: ELSEWHERE }, 'INSTITUTION', '2026-01-10', '2026-08-01', '1'), entry({ iin: family.carers[0] ?? '' }, 'PROFESSIONAL_FOSTER', '2026-09-01', '2036-03-10', '2'),
    ]);
  });

  it('is represented by whoever is a carer of the family, for as long as they are', async () => {
    const [iin, { id, carers: [one = '', other = ''] }] = [await authority.child(), await authority.family(2)];
    await authority.rows(`update carer set valid_to = '2026-09-10' where iin = $1`, [other]);
    const placement = await authority.placed(iin, { family: id });
    expect((await authority.outbox(iin)).map(guardianships)).toEqual([[
      entry({ iin: one }, 'PROFESSIONAL_FOSTER', '2026-09-01', '2036-03-10'), entry({ iin: other }, 'PROFESSIONAL_FOSTER', '2026-09-01', '2026-09-10'),
    ]]);
    await authority.change('endPlacement', placement.id, { occurredOn: '2026-09-05' });
    expect((await authority.outbox(iin)).map(guardianships)[1]).toMatchObject([{ to: '2026-09-05' }, { to: '2026-09-05' }]);
  });

  it('that ends with adoption is sealed with all before it, told to nobody any more, and shown to the authority alone', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const first = await authority.placed(iin, { form: 'INSTITUTION', institution: ELSEWHERE, district: ASTANA, occurredOn: '2026-01-10' });
    await authority.change('endPlacement', first.id, { occurredOn: '2026-08-01', reason: 'NEW_PLACEMENT' });
    const last = await authority.placed(iin, { family: id });
    expect(await authority.change('endPlacement', last.id, { reason: 'ADOPTED' }, ALMATY_BODY)).toMatchObject({ status: 'ENDED', endReason: 'ADOPTED', errors: [] });
    expect((await authority.outbox(iin)).map(guardianships).at(-1)).toEqual([]);
    expect(await authority.rows(`select to_char(sealed_on, 'YYYY-MM-DD') as day from placement where iin = $1`, [iin])).toEqual([{ day: '2026-09-20' }, { day: '2026-09-20' }]);
    expect(await byGrant(iin)).toEqual({ inCare: false, current: null, history: [] });
    expect(await byRegister(iin)).toMatchObject({ history: [{ id: first.id }, { id: last.id }] });
  });

  it('of a guest that ends with adoption seals nothing while the child lives in the institution: that ends next, and both are sealed', async () => {
    const iin = await authority.child();
    const lives = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-08-01' });
    const stays = await authority.placed(iin, { form: 'GUEST', family: (await authority.family()).id });
    const sealed = () => authority.rows(`select to_char(valid_to, 'YYYY-MM-DD') as "to", sealed_on is not null as sealed from placement where iin = $1 order by id`, [iin]);
    await authority.change('endPlacement', stays.id, { reason: 'ADOPTED' });
    expect(await sealed()).toEqual([{ to: null, sealed: false }, { to: '2026-09-20', sealed: false }]);
    expect((await authority.outbox(iin)).map(guardianships).at(-1)).toMatchObject([{ form: 'INSTITUTION', to: null }]);
    await authority.change('endPlacement', lives.id, { reason: 'ADOPTED' });
    expect(await sealed()).toEqual([{ to: '2026-09-20', sealed: true }, { to: '2026-09-20', sealed: true }]);
  });
});

describe('a placement recorded as shielded', () => {
  const LIST = 'query ($filter: PlacementFilter) { placements(first: 100, filter: $filter) { edges { node { id status child { iin } } } } }';
  const listed = async (iin: string, filter: Input = {}, viewer?: Viewer): Promise<unknown[]> => {
    const { data, errors } = await authority.ask(LIST, { filter }, viewer);
    expect(errors).toEqual([]);
    return (data?.['placements'] as { edges: { node: { id: string; status: string; child: { iin: string } } }[] }).edges.flatMap(({ node }) => (node.child.iin === iin ? [node.status] : []));
  };

  it('is pending: nobody but the authority sees it, no representative is told, others are told of the shielding alone', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id, shielded: true });
    expect(placement).toMatchObject({ status: 'PENDING', shielded: true, version: 1, family: { id } });
    const answer = { inCare: false, current: null, history: [{ id: placement.id, status: 'PENDING' }] };
    // Whoever sees a region only says nothing of days without a row in effect.
    expect([await byRegister(iin), await byRegister(iin, ALMATY_BODY)]).toEqual([answer, { ...answer, inCare: null }]);
    expect([await byGrant(iin), await byRegister(iin, CASEWORKER)]).toEqual([{ inCare: false, current: null, history: [] }, null]);
    expect(await Promise.all([listed(iin), listed(iin, { status: 'PENDING' }), listed(iin, { status: 'ACTIVE' }), listed(iin, { on: '2026-09-10' }), listed(iin, {}, CASEWORKER)])).toEqual([['PENDING'], ['PENDING'], [], [], []]);
    expect(await authority.outbox(iin)).toEqual([{ feed: 'restricted', type: 'RESTRICTION', subjects: [iin], occurred_on: '2026-09-01', data: { iin, periods: [{ from: '2026-09-01', to: null }] } }]);
    expect(await authority.mutate('recordPlacement', authority.placement(iin, { form: 'INSTITUTION', institution: INSTITUTION }))).toMatchObject({ code: 'ALREADY_PLACED', field: 'input.iin' });
  });

  it('may be given up while it is pending, and was never in effect', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id, shielded: true });
    expect(await authority.change('endPlacement', placement.id, { reason: 'ENDED_BY_BODY' })).toMatchObject({ status: 'ENDED', shielded: false });
    expect((await authority.outbox(iin)).map(({ type, data }) => [type, data['periods']])).toEqual([
      ['RESTRICTION', [{ from: '2026-09-01', to: null }]], ['RESTRICTION', [{ from: '2026-09-01', to: '2026-09-20' }]],
    ]);
    expect(await byGrant(iin)).toEqual({ inCare: false, current: null, history: [] });
    expect(await byRegister(iin, CASEWORKER)).toBeNull();
  });

  it('takes effect at once when its shielding is lifted', async () => {
    const [iin, { id, carers: [carer = ''] }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id, shielded: true });
    const lifted = await authority.change('liftShielding', placement.id, { occurredOn: '2026-09-10' });
    expect(lifted).toMatchObject({ status: 'ACTIVE', shielded: false, version: 2 });
    const [, ...events] = await authority.outbox(iin);
    expect(events.map(({ type }) => type)).toEqual(['GUARDIANSHIPS', 'RESTRICTION']);
    expect([events.map(guardianships)[0], events.map(periods)[1]]).toEqual([[entry({ iin: carer }, 'PROFESSIONAL_FOSTER', '2026-09-01', '2036-03-10')], [{ from: '2026-09-01', to: '2026-09-10' }]]);
  });
});

describe('the shielding of a placement in effect', () => {
  const SHIELDED = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care { current { form { code } family { id } act district { kato } } } } } }';
  const toCaseworker = async (iin: string): Promise<unknown> => {
    const grant = { relation: 'CASEWORKER', classes: ['care'], restricted: false };
    const { data } = await authority.ask(SHIELDED, { r: [{ __typename: 'Child', iin, grant }] }, CASEWORKER);
    return (data?.['_entities'] as { care: { current: unknown } }[])[0]?.care.current;
  };

  it('holds here at once, is told, ends by its period, and may be on again', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id });
    const open = { form: { code: 'PROFESSIONAL_FOSTER' }, family: { id }, act: '17-24', district: { kato: ALMATY } };
    expect(await toCaseworker(iin)).toEqual(open);
    expect(await authority.change('shieldPlacement', placement.id, { occurredOn: '2026-09-10' })).toMatchObject({ status: 'ACTIVE', shielded: true, version: 2 });
    expect(await toCaseworker(iin)).toEqual({ ...open, family: null, act: null, district: null });
    expect(await byRegister(iin, CASEWORKER)).toBeNull();
    expect(await authority.change('liftShielding', placement.id, { occurredOn: '2026-09-20' })).toMatchObject({ status: 'ACTIVE', shielded: false, version: 3 });
    expect([await toCaseworker(iin), await byRegister(iin, CASEWORKER)]).toMatchObject([open, { current: { id: placement.id } }]);
    expect(await authority.change('shieldPlacement', placement.id, { occurredOn: '2026-09-15' })).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    expect(await authority.change('shieldPlacement', placement.id, { occurredOn: '2026-09-25' })).toMatchObject({ shielded: true });
    const [, ...events] = await authority.outbox(iin);
    expect(events.map(({ type, occurred_on, data }) => [type, occurred_on, data['periods']])).toEqual([
      ['RESTRICTION', '2026-09-10', [{ from: '2026-09-10', to: null }]],
      ['RESTRICTION', '2026-09-20', [{ from: '2026-09-10', to: '2026-09-20' }]],
      ['RESTRICTION', '2026-09-25', [{ from: '2026-09-10', to: '2026-09-20' }, { from: '2026-09-25', to: null }]],
    ]);
  });

  it('stays on when the placement ends and the child needs another one, wherever that is, until it is in effect', async () => {
    const [iin, here, there] = [await authority.child(), await authority.family(), await authority.family(1, ASTANA)];
    const first = await authority.placed(iin, { family: here.id });
    await authority.change('shieldPlacement', first.id, { occurredOn: '2026-09-01' });
    expect(await authority.change('endPlacement', first.id, { occurredOn: '2026-09-20', reason: 'CARER_REMOVED' })).toMatchObject({ status: 'ENDED', shielded: true, version: 3 });
    expect(await byRegister(iin, CASEWORKER)).toBeNull();
    const next = await authority.placed(iin, { family: there.id, district: ASTANA, occurredOn: '2026-09-22' }, ASTANA_BODY);
    expect(next).toMatchObject({ status: 'ACTIVE', shielded: false });
    expect((await authority.outbox(iin)).map(({ type, data }) => [type, data['periods']])).toEqual([
      ['GUARDIANSHIPS', undefined], ['RESTRICTION', [{ from: '2026-09-01', to: null }]], ['GUARDIANSHIPS', undefined], ['GUARDIANSHIPS', undefined], ['RESTRICTION', [{ from: '2026-09-01', to: '2026-09-22' }]],
    ]);
    expect(await authority.rows('select kind, e.version, source from placement_event e where placement_id = (select id from placement where public_id = $1) order by e.version desc limit 1', [first.id]))
      .toEqual([{ kind: 'SHIELDING_LIFTED', version: 4, source: 'decision 17' }]);
  });

  it('has no gap when the next placement is shielded, too', async () => {
    const [iin, family] = [await authority.child(), await authority.family()];
    const first = await authority.placed(iin, { family: family.id });
    await authority.change('shieldPlacement', first.id, { occurredOn: '2026-09-01' });
    await authority.change('endPlacement', first.id, { reason: 'NEW_PLACEMENT' });
    const next = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-09-20', shielded: true });
    await authority.change('endPlacement', next.id, { occurredOn: '2026-09-25', reason: 'ENDED_BY_BODY' });
    const told = (await authority.outbox(iin)).filter(({ type }) => type === 'RESTRICTION').map(periods);
    expect([told.length > 1, told]).toEqual([true, told.map(() => [{ from: '2026-09-01', to: null }])]);
    expect(await byRegister(iin, CASEWORKER)).toBeNull();
    expect(await authority.change('liftShielding', first.id, { occurredOn: '2026-09-26' })).toMatchObject({ status: 'ENDED', shielded: false });
    expect((await authority.outbox(iin)).map(periods).at(-1)).toEqual([{ from: '2026-09-01', to: '2026-09-26' }]);
  });

  it.each(['NEW_PLACEMENT', 'CONTRACT_EXPIRED', 'ENDED_BY_CARER', 'ENDED_BY_BODY', 'CARER_RELEASED', 'CARER_REMOVED'])('does not end by %s', async (reason) => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id });
    await authority.change('shieldPlacement', placement.id, { occurredOn: '2026-09-10' });
    expect(await authority.change('endPlacement', placement.id, { reason })).toMatchObject({ status: 'ENDED', shielded: true });
  });

  it('ends with the placement where the child leaves care', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const placement = await authority.placed(iin, { family: id });
    await authority.change('shieldPlacement', placement.id, { occurredOn: '2026-09-10' });
    expect(await authority.change('endPlacement', placement.id)).toMatchObject({ status: 'ENDED', shielded: false });
    expect((await authority.outbox(iin)).map(({ type }) => type)).toEqual(['GUARDIANSHIPS', 'RESTRICTION', 'GUARDIANSHIPS', 'RESTRICTION']);
    expect((await authority.outbox(iin)).map(periods).at(-1)).toEqual([{ from: '2026-09-10', to: '2026-09-20' }]);
  });

  it('tells nothing of a stay within it', async () => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const institution = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-03-01' });
    await authority.change('shieldPlacement', institution.id, { occurredOn: '2026-03-01' });
    const before = await authority.outbox(iin);
    const guest = await authority.placed(iin, { form: 'GUEST', family: id });
    await authority.change('shieldPlacement', guest.id, { occurredOn: '2026-09-01' });
    await authority.change('endPlacement', guest.id);
    expect(await authority.outbox(iin)).toEqual(before);
  });
});
