import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyDeaths, applyParentages } from '../../../subgraphs/foster-families/modules/placement/placement.feed.js';
import { database } from '../../../subgraphs/foster-families/orm.config.js';
import type { ReceivedEvent } from '../../../subgraphs/shared/feeds/consume.js';
import { viewerAs } from '../../support/gateway-call.js';
import { openJobs, type TestJobs } from '../../support/jobs.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';
import { refusal, refused } from './refusals.js';

let authority: Authority;
let care: TestJobs;
beforeAll(async () => {
  authority = await Authority.start();
  care = await openJobs(authority.care, database);
});
afterAll(async () => {
  await care.close();
  await authority.close();
});

const record = async (iin: string, family: string, more: Input = {}): Promise<Outcome> => authority.mutate('recordPlacement', authority.placement(iin, { family, ...more }));

const plan = async (iin: string, family: string, more: Input = {}, viewer = NATION): Promise<Outcome> =>
  authority.mutate('planPlacement', { iin, family, form: 'PATRONAGE', body: BODY, reason: 'NEGLECT', district: ALMATY, plannedFrom: '2026-10-10', occurredOn: '2026-09-20', source: 'decision 20', ...more }, viewer);
const step = (mutation: string, { id, version }: Outcome, more: Input = {}, viewer = NATION): Promise<Outcome> =>
  authority.mutate(mutation, { plan: id, expectedVersion: version, occurredOn: '2026-09-25', source: 'decision 21', ...more }, viewer);
const sign = (of: Outcome, more: Input = {}): Promise<Outcome> => step('signPlacement', of, { number: '26-7', party: BODY, ...more });
const told = async (iin: string) => [await authority.outbox(iin), await authority.dues(iin)].map((events) => events.length);
const LIST = 'query ($filter: PlacementPlanFilter) { placementPlans(filter: $filter) { edges { node { id stage child { iin } family { id } } } } }';
const listed = async (filter: Input, viewer = NATION) =>
  ((await authority.ask(LIST, { filter }, viewer)).data?.['placementPlans'] as { edges: { node: { id: string; stage: string } }[] } | null)?.edges.map(({ node }) => node) ?? null;

describe('a planned placement', () => {
  it('goes from the plan by its contract into effect: before that nobody has custody and nobody is told', async () => {
    const [iin, home] = [await authority.child('2018-01-01'), await authority.family()];
    const planned = await plan(iin, home.id);
    expect(planned).toMatchObject({ stage: 'PLANNED', version: 1, lapsesOn: '2026-11-10', contract: null, placement: null });
    expect([await told(iin), await authority.rows('select 1 from placement where iin = $1', [iin])]).toEqual([[0, 0], []]);
    const early = await step('activatePlacement', planned);
    expect([refused(early), early.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'plan'), 'The placement is PLANNED: ACTIVATE is not done then. Allowed: SIGN, WITHDRAW.']);
    expect((await sign(planned, { until: '2026-10-10' })).errors).toMatchObject([{ extensions: { field: 'input.until' } }]);
    const signed = await sign(planned, { until: '2027-10-10' });
    expect(signed).toMatchObject({ stage: 'CONTRACT', version: 2, contract: { number: '26-7', signedOn: '2026-09-25', party: BODY, until: '2027-10-10' } });
    expect(await told(iin)).toEqual([0, 0]);
    expect(refused(await sign(signed))).toEqual(refusal('NOT_IN_THIS_STATE', 'plan'));
    expect(refused(await step('activatePlacement', planned))).toEqual(refusal('VERSION_CONFLICT', 'expectedVersion'));
    expect(refused(await step('activatePlacement', signed, { occurredOn: '2026-09-24' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect(await step('activatePlacement', signed, { occurredOn: '2026-10-01' })).toMatchObject({ __typename: 'Placement', status: 'ACTIVE', act: '26-7', validFrom: '2026-10-01', plannedUntil: '2027-10-10', family: { id: home.id } });
    expect((await authority.outbox(iin)).map(({ data }) => data['guardianships'])).toMatchObject([[{ representativeIin: home.carers[0], from: '2026-10-01' }]]);
    expect(await authority.rows(`select stage, version, closed_on is not null as closed from placement_plan where iin = $1`, [iin])).toEqual([{ stage: 'ACTIVE', version: 3, closed: true }]);
    expect(await authority.rows(`select action, official from placement_plan_event e join placement_plan n on n.id = e.plan_id where n.iin = $1 order by e.version`, [iin]))
      .toEqual(['PLAN', 'SIGN', 'ACTIVATE'].map((action) => ({ action, official: NATION.subject })));
    expect(refused(await step('withdrawPlacement', { ...signed, version: 3 }))).toEqual(refusal('NOT_IN_THIS_STATE', 'plan'));
  });

  it('of a guardian is by the body\'s act, without a contract', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const planned = await plan(iin, home.id, { form: 'GUARDIANSHIP' });
    const signed = await sign(planned);
    expect([refused(signed), signed.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'plan'), 'The placement is PLANNED: SIGN is not done then. Allowed: ACTIVATE, WITHDRAW.']);
    expect((await step('activatePlacement', planned)).errors).toMatchObject([{ extensions: { field: 'input.act' } }]);
    expect(await step('activatePlacement', planned, { act: '26-8' })).toMatchObject({ status: 'ACTIVE', act: '26-8', form: { code: 'GUARDIANSHIP' } });
  });

  it('holds room until it is given up or has lapsed; of ten at once as many as fit', async () => {
    const { id } = await authority.family();
    const professional = { form: 'PROFESSIONAL_FOSTER' };
    const children = await Promise.all(Array.from({ length: 6 }, () => authority.child()));
    const answers = await Promise.all(children.map((iin) => plan(iin, id, professional)));
    expect(answers.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual(['OVER_CAPACITY', 'OVER_CAPACITY', ...Array.from({ length: 4 }, () => 'PlacementPlan')]);
    const late = await authority.child();
    expect(refused(await record(late, id))).toEqual(refusal('OVER_CAPACITY', 'family'));
    const held = answers.filter((answer) => answer.stage === 'PLANNED');
    expect(await step('withdrawPlacement', held[0] ?? {} as Outcome)).toMatchObject({ stage: 'WITHDRAWN' });
    expect(await record(late, id)).toMatchObject({ __typename: 'Placement' });
    expect(refused(await record(await authority.child(), id))).toEqual(refusal('OVER_CAPACITY', 'family'));
    await authority.rows(`update placement_plan set decided_on = '2026-08-01', planned_from = '2026-08-31', lapses_on = '2026-10-01' where public_id = $1`, [held[1]?.id]);
    expect(await listed({ stage: 'LAPSED' })).toMatchObject([{ id: held[1]?.id, stage: 'LAPSED' }]);
    const gone = await step('signPlacement', held[1] ?? {} as Outcome, { number: '1', party: BODY });
    expect([refused(gone), gone.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'plan'), 'The placement is LAPSED: SIGN is not done then. Allowed: nothing any more.']);
    expect(await record(await authority.child(), id)).toMatchObject({ __typename: 'Placement' });
    expect(await authority.rows(`select stage, to_char(closed_on, 'YYYY-MM-DD') as closed from placement_plan where public_id = $1`, [held[1]?.id])).toEqual([{ stage: 'LAPSED', closed: '2026-10-01' }]);
  });

  it('is one for a child, carried out by the same placement however it is recorded, and given up by another', async () => {
    const [iin, home, other] = [await authority.child(), await authority.family(), await authority.family()];
    await plan(iin, home.id);
    expect(refused(await plan(iin, other.id, {}, ALMATY_BODY))).toEqual(refusal('ALREADY_RECORDED', 'iin'));
    const placed = await authority.placed(iin, { form: 'PATRONAGE', family: home.id });
    const stages = () => authority.rows('select stage from placement_plan where iin = $1 order by id', [iin]);
    expect(await stages()).toEqual([{ stage: 'ACTIVE' }]);
    const next = await plan(iin, other.id, { form: 'FOSTER_FAMILY' });
    await authority.mutate('movePlacement', { ...authority.placement(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-09-21' }), placement: placed.id, expectedVersion: placed.version });
    expect(await stages()).toEqual([{ stage: 'ACTIVE' }, { stage: 'PLANNED' }]);
    const [left] = await authority.rows<{ id: string }>('select public_id as id from placement where iin = $1 and valid_to is null', [iin]);
    const signed = await sign(next);
    expect(refused(await step('activatePlacement', signed))).toEqual(refusal('ALREADY_PLACED', 'plan'));
    expect(await step('activatePlacement', signed, { placement: left?.id, placementVersion: 1, shielded: true })).toMatchObject({ status: 'PENDING' });
    expect(await stages()).toEqual([{ stage: 'ACTIVE' }, { stage: 'ACTIVE' }]);
    const third = await authority.child();
    await plan(third, home.id);
    await authority.placed(third, { family: other.id, occurredOn: '2026-09-21' });
    expect(await authority.rows('select stage from placement_plan where iin = $1', [third])).toEqual([{ stage: 'WITHDRAWN' }]);
  });

  it('is refused where the placement would be, as far as that is known', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const unfit = await authority.family();
    await authority.rows('delete from carer_decision where candidate_id in (select id from carer_candidate where iin = $1)', [unfit.carers[0]]);
    expect(refused(await plan(iin, unfit.id))).toEqual(refusal('NOT_SUITABLE', 'family'));
    expect(refused(await plan(iin, home.id, { form: 'GUEST' }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'form'));
    expect(refused(await plan(iin, home.id, { form: 'TRUSTEESHIP' }))).toEqual(refusal('WRONG_AGE', 'form'));
    expect(refused(await plan(iin, home.id, { district: ASTANA }, ALMATY_BODY))).toEqual(refusal('OUTSIDE_YOUR_REGIONS', 'district'));
    for (const plannedFrom of ['2026-09-19', '2027-09-21']) expect((await plan(iin, home.id, { plannedFrom })).errors).toMatchObject([{ extensions: { field: 'input.plannedFrom' } }]);
    const gone = await authority.child('2018-03-10', '2026-09-01');
    expect(refused(await plan(gone, home.id))).toEqual(refusal('AFTER_DEATH', 'occurredOn'));
  });

  it('is for the authority in its regions alone', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const planned = await plan(iin, home.id);
    expect([await listed({ iin }), await listed({ iin }, ALMATY_BODY), await listed({ iin }, ASTANA_BODY), await listed({ iin }, viewerAs('caseworker', { regions: ['750000000'] }))])
      .toMatchObject([[{ id: planned.id, family: { id: home.id } }], [{ id: planned.id }], [], null]);
    expect(refused(await step('withdrawPlacement', planned, {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_PLAN', 'plan'));
    expect(refused(await step('withdrawPlacement', { ...planned, id: 'none' }))).toEqual(refusal('UNKNOWN_PLAN', 'plan'));
    expect(await step('withdrawPlacement', planned, {}, ALMATY_BODY)).toMatchObject({ stage: 'WITHDRAWN', version: 2 });
  });
});

/** What the civil registry tells the guardianship bodies, on 1 October. */
const life = <Data extends object>(data: Data): ReceivedEvent<Data>[] =>
  [{ id: randomUUID(), position: 1, type: 'LIFE', subjects: [], occurredOn: '2026-09-10', recordedAt: '2026-09-30T07:00:00Z', receivedOn: '2026-10-01', data }];
const plansOf = (iin: string) => authority.rows<{ stage: string; sealed: boolean }>('select stage, sealed_on is not null as sealed from placement_plan where iin = $1 order by id', [iin]);

describe('a plan is given up', () => {
  it('when the child is dead, also one that was decided before anybody knew', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    await plan(iin, home.id);
    await care.database.feeds((em) => applyDeaths(em, life({ iin, diedOn: '2026-09-10' })));
    expect(await plansOf(iin)).toEqual([{ stage: 'WITHDRAWN', sealed: false }]);
    const other = await authority.child();
    const there = await authority.placed(other, { form: 'INSTITUTION', institution: INSTITUTION });
    await plan(other, home.id);
    await authority.change('endPlacement', there.id, { reason: 'DEATH', occurredOn: '2026-09-15' });
    expect(await plansOf(other)).toMatchObject([{ stage: 'WITHDRAWN' }]);
  });

  it('when the record of a child in no placement is closed', async () => {
    const close = async (closing: string, occurredOn: string) => {
      const [iin, home] = [await authority.child('2009-03-10'), await authority.family()];
      await authority.rows(`insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
        values ($1, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', '750000000', $2, $3, '2026-08-01', '2026-08-01', '2035-01-01', '2026-08-03', '2026-08-29', 'test')`, [iin, ALMATY, BODY]);
      await plan(iin, home.id, { form: 'TRUSTEESHIP' });
      const [need] = await authority.rows<{ id: string }>('select public_id as id from care_need where iin = $1', [iin]);
      const { data } = await authority.ask('mutation ($input: CloseCareNeedInput!) { closeCareNeed(input: $input) { __typename } }',
        { input: { idempotencyKey: randomUUID(), need: need?.id, expectedVersion: 1, closing, occurredOn, source: 'paper 8' } });
      expect(data).toEqual({ closeCareNeed: { __typename: 'CareNeed' } });
      return (await plansOf(iin)).map(({ stage }) => stage);
    };
    expect([await close('RETURNED_TO_PARENT', '2026-09-25'), await close('MAJORITY_OR_CAPACITY', '2026-09-15'), await close('DEATH', '2026-09-15')]).toEqual([['WITHDRAWN'], ['WITHDRAWN'], ['WITHDRAWN']]);
    // Whoever went back before that, and was found again, is planned for anew.
    expect(await close('RETURNED_TO_PARENT', '2026-09-15')).toEqual(['PLANNED']);
  });

  it('and sealed when an adoption is heard of, also one that was decided since the adoption; none that was made after it was heard of', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    await plan(iin, home.id);
    const parents = [{ iin: authority.iin(), role: 'MOTHER' as const, basis: 'ADOPTION' as const, from: '2026-09-10', to: null }];
    const hear = () => care.database.feeds((em) => applyParentages(em, life({ iin, parents })));
    await hear();
    expect(await plansOf(iin)).toEqual([{ stage: 'WITHDRAWN', sealed: true }]);
    await authority.parents(iin, ...parents);
    await plan(iin, home.id);
    await hear();
    expect(await plansOf(iin)).toEqual([{ stage: 'WITHDRAWN', sealed: true }, { stage: 'PLANNED', sealed: false }]);
  });

  it('by no placement elsewhere from before the plan: that is what it leads away from', async () => {
    const [iin, home, other] = [await authority.child(), await authority.family(), await authority.family()];
    await plan(iin, home.id);
    await authority.placed(iin, { form: 'GUARDIANSHIP', family: other.id, occurredOn: '2026-08-01' });
    expect(await plansOf(iin)).toMatchObject([{ stage: 'PLANNED' }]);
  });
});

describe('the room of a plan', () => {
  const metres = (carer: string | undefined, amount: number) =>
    authority.rows(`update carer_evidence set amount = $2 where kind = 'HOUSING' and candidate_id in (select id from carer_candidate where iin = $1)`, [carer, amount]);

  it('is the child\'s own once: neither carrying it out nor a new contract asks for another fifteen square metres', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    await metres(home.carers[0], 30);
    const signed = await sign(await plan(iin, home.id, { form: 'PROFESSIONAL_FOSTER' }));
    expect(refused(await plan(await authority.child(), home.id, { form: 'PROFESSIONAL_FOSTER' }))).toEqual(refusal('NOT_SUITABLE', 'family'));
    expect(await step('activatePlacement', signed, { occurredOn: '2026-10-01' })).toMatchObject({ status: 'ACTIVE' });
    const [other, second] = [await authority.family(), await authority.child()];
    await metres(other.carers[0], 30);
    const there = await authority.placed(second, { form: 'FOSTER_FAMILY', family: other.id });
    const next = await sign(await plan(second, other.id, { form: 'FOSTER_FAMILY' }));
    const capacity = await authority.ask('query ($iin: IIN!) { careOf(iin: $iin) { current { family { capacity(form: FOSTER_FAMILY, on: "2026-10-20") { placed counted free } } } } }', { iin: second });
    expect(capacity.data).toEqual({ careOf: { current: { family: { capacity: { placed: 1, counted: 1, free: 9 } } } } });
    expect(await step('activatePlacement', next, { placement: there.id, placementVersion: 1 })).toMatchObject({ status: 'ACTIVE', act: '26-7' });
  });

  it('is not given to whoever is planned for a later day, after it would have lapsed', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    for (let i = 0; i < 3; i += 1) await record(await authority.child(), home.id);
    const signed = await sign(await plan(iin, home.id, { form: 'PROFESSIONAL_FOSTER', plannedFrom: '2026-10-05' }));
    const [there] = await authority.rows<{ iin: string }>('select iin from placement where family_id = (select id from foster_family where public_id = $1) limit 1', [home.id]);
    const capacity = await authority.ask('query ($iin: IIN!) { careOf(iin: $iin) { current { family { capacity(form: PROFESSIONAL_FOSTER, on: "2026-10-01") { free } } } } }', { iin: there?.iin });
    expect(capacity.data).toEqual({ careOf: { current: { family: { capacity: { free: 0 } } } } });
    expect(refused(await plan(await authority.child(), home.id, { form: 'PROFESSIONAL_FOSTER', plannedFrom: '2026-11-20' }))).toEqual(refusal('OVER_CAPACITY', 'family'));
    expect(await step('activatePlacement', signed, { occurredOn: '2026-10-01' })).toMatchObject({ status: 'ACTIVE' });
  });

  it('is asked for on days to come, not for one that has lapsed already', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    expect((await plan(iin, home.id, { occurredOn: '2026-07-01', plannedFrom: '2026-09-01' })).errors).toMatchObject([{ extensions: { field: 'input.plannedFrom' } }]);
    expect(await plan(iin, home.id, { occurredOn: '2026-07-01', plannedFrom: '2026-09-02' })).toMatchObject({ stage: 'PLANNED', lapsesOn: '2026-10-02' });
  });
});

describe('the contract of a plan', () => {
  it('is with nobody against whom a bar stands, and who lives', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const planned = await plan(iin, home.id);
    await authority.rows(`insert into carer_evidence (candidate_id, kind, holds, valid_from, source) select id, 'UNDER_PROSECUTION', true, '2026-09-22', 'test' from carer_candidate where iin = $1`, [home.carers[0]]);
    expect(refused(await sign(planned))).toEqual(refusal('NOT_SUITABLE', 'plan'));
    const [second, other] = [await authority.child(), await authority.family()];
    const late = await plan(second, other.id);
    await authority.rows(`update carer set died_on = '2026-09-23' where iin = $1`, [other.carers[0]]);
    expect(refused(await sign(late))).toEqual(refusal('NOT_ON_RECORD', 'plan'));
  });

  it('ends after it was signed, and what was signed is not given up before', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const planned = await plan(iin, home.id, { plannedFrom: '2026-09-20' });
    expect((await sign(planned, { until: '2026-09-25' })).errors).toMatchObject([{ extensions: { field: 'input.until' } }]);
    const signed = await sign(planned, { until: '2026-09-28' });
    expect(refused(await step('activatePlacement', signed, { occurredOn: '2026-09-28' }))).toEqual(refusal('TERM_IS_OVER', 'occurredOn'));
    expect(refused(await step('withdrawPlacement', signed, { occurredOn: '2026-09-24' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect(await step('withdrawPlacement', signed)).toMatchObject({ stage: 'WITHDRAWN' });
  });

  it('is each child\'s own: a brother or sister who goes along goes by theirs, and without one by none', async () => {
    const [one, other, home] = [await authority.child(), await authority.child(), await authority.family()];
    for (const [a, b] of [[one, other], [other, one]]) await authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test')`, [a, b]);
    const signed = await sign(await plan(one, home.id), { until: '2027-10-10' });
    const second = await plan(other, home.id);
    const along = { siblings: [{ iin: other }] };
    expect(refused(await step('activatePlacement', signed, along))).toEqual(refusal('NOT_ON_RECORD', 'siblings[0].act'));
    await sign(second, { number: '26-8', until: '2027-06-10' });
    expect(await step('activatePlacement', signed, along)).toMatchObject({ act: '26-7', plannedUntil: '2027-10-10' });
    expect(await authority.rows(`select act, to_char(planned_until, 'YYYY-MM-DD') as until from placement where iin = $1`, [other])).toEqual([{ act: '26-8', until: '2027-06-10' }]);
    expect(await plansOf(other)).toMatchObject([{ stage: 'ACTIVE' }]);
  });

  it('is carried out or refused in the words of what was sent', async () => {
    const [iin, home] = [await authority.child('2016-01-01'), await authority.family()];
    const there = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION });
    const signed = await sign(await plan(iin, home.id));
    expect(refused(await step('activatePlacement', signed, { placement: there.id, placementVersion: 7 }))).toEqual(refusal('VERSION_CONFLICT', 'placementVersion'));
    expect(refused(await step('activatePlacement', signed, { placement: there.id, placementVersion: 1 }))).toEqual(refusal('CONSENT_MISSING', 'childConsent'));
    await authority.rows('delete from carer_decision where candidate_id in (select id from carer_candidate where iin = $1)', [home.carers[0]]);
    expect(refused(await step('activatePlacement', signed, { placement: there.id, placementVersion: 1, childConsent: true }))).toEqual(refusal('NOT_SUITABLE', 'plan'));
  });
});
