import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, ELSEWHERE, INSTITUTION, NATION, type Input } from './authority.js';

const INPUTS: Readonly<Record<string, string>> = { recordCareNeed: 'RecordCareNeedInput', moveCareNeed: 'MoveCareNeedInput', amendCareNeed: 'AmendCareNeedInput', closeCareNeed: 'CloseCareNeedInput' };

const FIELDS = `id version status notifier reasons identifiedOn receivedOn closedOn closing placedOn hospital admittedOn dischargedOn child { iin } siblings { iin } documents { kind reference issuedOn }
  district { kato } deadlines { code dueBy doneOn state article certainty } history { action from to occurredOn version source }`;

interface Need {
  readonly __typename?: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly closing: string | null;
  readonly closedOn: string | null;
  readonly identifiedOn: string;
  readonly notifier: string;
  readonly placedOn: string | null;
  readonly code?: string;
  readonly field?: string;
  readonly siblings: readonly { readonly iin: string }[];
  readonly deadlines: readonly { readonly code: string; readonly dueBy: string; readonly doneOn: string | null; readonly state: string }[];
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

async function mutate(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Need> {
  const query = `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { __typename ... on CareNeed { ${FIELDS} } ... on Refusal { code field } } }`;
  const { data, errors } = await authority.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, viewer);
  return { ...(data?.[mutation] as Need), ...(errors.length === 0 ? {} : { errors }) };
}

const needInput = (iin: string, more: Input = {}): Input =>
  ({ iin, notifier: 'SCHOOL', reasons: ['NEGLECT'], body: BODY, district: ALMATY, occurredOn: '2026-09-10', receivedOn: '2026-09-11', source: 'call 7', ...more });

/** A record that must be made. 10 September 2026 is a Thursday. */
const identified = async (more: Input = {}): Promise<Need & { iin: string }> => {
  const iin = await authority.child();
  const need = await mutate('recordCareNeed', needInput(iin, more));
  if (need.id === undefined) throw new Error(JSON.stringify(need));
  return { ...need, iin };
};

const change = (mutation: string, need: Pick<Need, 'id' | 'version'>, more: Input = {}, viewer: Viewer = NATION): Promise<Need> =>
  mutate(mutation, { need: need.id, expectedVersion: need.version, occurredOn: '2026-09-11', source: 'paper 8', ...more }, viewer);

const needsOf = async (iin: string, viewer: Viewer = NATION): Promise<Need[]> => {
  const { data } = await authority.ask(`query ($iin: IIN!) { careNeeds(filter: { iin: $iin }) { edges { node { ${FIELDS} } } } }`, { iin }, viewer);
  return (data?.['careNeeds'] as { edges: { node: Need }[] }).edges.map(({ node }) => node);
};

const refusal = (code: string, field: string) => ({ __typename: 'Refusal', code, field: `input.${field}` });

describe('cruelty to the child', () => {
  it('is a reason of its own for a record, a plan and a placement, and for the record that begins when that ends', async () => {
    const need = await identified({ reasons: ['CRUELTY', 'RIGHTS_DEPRIVED'] });
    expect(need).toMatchObject({ __typename: 'CareNeed', reasons: ['CRUELTY', 'RIGHTS_DEPRIVED'] });
    const family = (await authority.family()).id;
    const planned = await authority.mutate('planPlacement', { iin: need.iin, family, form: 'PATRONAGE', body: BODY, reason: 'CRUELTY', district: ALMATY, plannedFrom: '2026-10-10', occurredOn: '2026-09-20', source: 'decision 20' });
    expect(planned).toMatchObject({ __typename: 'PlacementPlan', stage: 'PLANNED' });
    const { id } = await authority.placed(await authority.child(), { reason: 'CRUELTY', form: 'GUARDIANSHIP', family });
    expect(await authority.change('endPlacement', id, { reason: 'CARER_RELEASED' })).toMatchObject({ status: 'ENDED' });
    expect(await authority.rows(`select n.reasons from care_need n join placement p on p.iin = n.iin where p.public_id::text = $1`, [id])).toEqual([{ reasons: ['CRUELTY'] }]);
    for (const sql of [`update placement set reason = 'HATRED'`, `update placement_plan set reason = 'HATRED'`, `update care_need set reasons = '{HATRED}'`, `update care_need set reasons = '{}'`]) await expect(authority.rows(sql)).rejects.toThrow(/check/);
  });
});

describe('a record', () => {
  it('goes from the call to central registration, each term from the step before', async () => {
    const sibling = await authority.child();
    const documents = [{ kind: 'IDENTIFICATION_ACT', reference: 'Act 12, Bostandyk', issuedOn: '2026-09-10' }];
    const need = await identified({ siblings: [sibling], documents });
    expect(need).toMatchObject({ status: 'IDENTIFIED', version: 1, siblings: [{ iin: sibling }], documents, district: { kato: ALMATY } });
    expect(need.deadlines).toMatchObject([
      { code: 'PRIMARY_RECORD', dueBy: '2026-09-11', state: 'OVERDUE' },
      { code: 'PLACEMENT', dueBy: '2026-10-09', state: 'DUE', article: 'Code on Marriage and Family, art. 121(3)', certainty: 'A' },
    ]);
    const admitted = await change('moveCareNeed', need, { move: 'ADMIT', hospital: INSTITUTION, occurredOn: '2026-09-10' });
    const recorded = await change('moveCareNeed', admitted, { move: 'RECORD' });
    const discharged = await change('moveCareNeed', recorded, { move: 'DISCHARGE', occurredOn: '2026-09-14' });
    expect(discharged.deadlines).toMatchObject([
      { code: 'PRIMARY_RECORD', doneOn: '2026-09-11', state: 'MET' },
      { code: 'MEDICAL_STAY', dueBy: '2026-09-13', doneOn: '2026-09-14', state: 'LATE' },
      { code: 'PLACEMENT', state: 'DUE' },
      { code: 'REGIONAL_REGISTRATION', dueBy: '2026-10-11', state: 'DUE' },
    ]);
    const regional = await change('moveCareNeed', discharged, { move: 'REGISTER_REGIONAL', occurredOn: '2026-09-20' });
    const central = await change('moveCareNeed', regional, { move: 'REGISTER_CENTRAL', occurredOn: '2026-09-30' });
    expect([regional.status, central.status, central.version]).toEqual(['REGIONAL', 'CENTRAL', 6]);
    const closed = await change('closeCareNeed', central, { closing: 'RETURNED_TO_PARENT', occurredOn: '2026-10-01' });
    expect(closed).toMatchObject({ status: 'CLOSED', closing: 'RETURNED_TO_PARENT', closedOn: '2026-10-01', version: 7 });
    expect((await needsOf(sibling))).toEqual([]);
  });

  it('refuses with the field', async () => {
    const need = await identified();
    const grown = await authority.child('2008-09-30');
    expect(await mutate('recordCareNeed', needInput(need.iin))).toMatchObject(refusal('ALREADY_RECORDED', 'iin'));
    expect(await mutate('recordCareNeed', needInput(need.iin, { district: ASTANA }), ASTANA_BODY)).toMatchObject(refusal('ALREADY_RECORDED', 'iin'));
    expect(await mutate('recordCareNeed', needInput(grown))).toMatchObject(refusal('WRONG_AGE', 'iin'));
    expect(await mutate('recordCareNeed', needInput(await authority.child(), { siblings: [authority.iin()] }))).toMatchObject(refusal('UNKNOWN_PERSON', 'siblings[0]'));
    expect(await change('moveCareNeed', need, { move: 'REGISTER_REGIONAL' })).toMatchObject(refusal('NOT_IN_THIS_STATE', 'move'));
    expect(await change('moveCareNeed', need, { move: 'RECORD', occurredOn: '2026-09-09' })).toMatchObject(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect(await change('moveCareNeed', need, { move: 'DISCHARGE' })).toMatchObject(refusal('NOT_ON_RECORD', 'move'));
    expect(await change('moveCareNeed', need, { move: 'RECORD' }, ASTANA_BODY)).toMatchObject(refusal('UNKNOWN_NEED', 'need'));
    expect(await change('moveCareNeed', { ...need, version: 2 }, { move: 'RECORD' })).toMatchObject(refusal('VERSION_CONFLICT', 'expectedVersion'));
    expect(await change('closeCareNeed', need, { closing: 'PLACED_IN_FAMILY' })).toMatchObject(refusal('NOT_IN_THIS_STATE', 'closing'));
    expect(await change('closeCareNeed', need, { closing: 'MAJORITY_OR_CAPACITY' })).toMatchObject(refusal('WRONG_AGE', 'closing'));
    const iinInText = await change('amendCareNeed', need, { documents: [{ kind: 'OTHER', reference: 'about 150101900017', issuedOn: '2026-09-10' }] });
    expect(iinInText.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.documents[0].reference' } }]);
    expect(await needsOf(need.iin)).toMatchObject([{ version: 1, status: 'IDENTIFIED' }]);
  });

  it('takes further reasons, brothers and sisters and papers; those whom adoption has sealed like strangers', async () => {
    const [need, sister, stranger] = [await identified(), await authority.child(), await authority.child()];
    const paper = { kind: 'DEATH_RECORD', reference: 'Record 7, Almaty', issuedOn: '2026-09-10' };
    const amended = await change('amendCareNeed', need, { reasons: ['ORPHAN', 'NEGLECT', 'ORPHAN'], siblings: [sister], documents: [paper] });
    expect(amended).toMatchObject({ version: 2, reasons: ['ORPHAN', 'NEGLECT'], siblings: [{ iin: sister }], documents: [paper], history: [{ action: 'IDENTIFY' }, { action: 'AMEND', from: 'IDENTIFIED', to: 'IDENTIFIED' }] });
    await authority.rows(`update care_sibling set sealed_on = '2026-09-12' where $1 in (iin, sibling_iin)`, [sister]);
    const again = await change('amendCareNeed', amended, { siblings: [sister, stranger] });
    expect(again.siblings.map(({ iin }) => iin)).toEqual([sister, stranger].toSorted());
    const twice = await change('amendCareNeed', again, { siblings: [sister] });
    expect(twice.siblings.map(({ iin }) => iin)).toEqual([sister, stranger].toSorted());
  });

  it('is one for a child, of ten at once', async () => {
    const iin = await authority.child();
    const answers = await Promise.all(Array.from({ length: 10 }, () => mutate('recordCareNeed', needInput(iin))));
    expect(answers.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([...Array.from({ length: 9 }, () => 'ALREADY_RECORDED'), 'CareNeed']);
  });

  it('is closed once the child is of age, whether or not anybody has closed it', async () => {
    const iin = await authority.child('2008-10-01');
    await authority.rows(`insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
      values ($1, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', '750000000', $2, $3, '2026-09-01', '2026-09-01', '2026-10-01', '2026-09-02', '2026-09-29', 'test')`, [iin, ALMATY, BODY]);
    expect(await needsOf(iin)).toMatchObject([{ status: 'CLOSED', closing: 'MAJORITY_OR_CAPACITY', closedOn: '2026-10-01' }]);
    const { data } = await authority.ask('query ($iin: IIN!) { careNeeds(filter: { iin: $iin, status: IDENTIFIED }) { edges { cursor } } }', { iin });
    expect(data).toEqual({ careNeeds: { edges: [] } });
  });

  it('stands among the overdue while a term is', async () => {
    const need = await identified();
    const overdue = async (): Promise<boolean[]> => Promise.all([true, false].map(async (wanted) => {
      const { data } = await authority.ask(`query ($iin: IIN!) { careNeeds(filter: { iin: $iin, overdue: ${wanted} }) { edges { cursor } } }`, { iin: need.iin });
      return (data?.['careNeeds'] as { edges: object[] }).edges.length > 0;
    }));
    expect(await overdue()).toEqual([true, false]);
    await change('moveCareNeed', need, { move: 'RECORD' });
    expect(await overdue()).toEqual([false, true]);
  });
});

describe('placements and records agree:', () => {
  it('a family closes the record, and one that ends without return or adoption begins another', async () => {
    const need = await identified();
    const { id } = await authority.placed(need.iin, { family: (await authority.family()).id, occurredOn: '2026-09-15' });
    expect(await needsOf(need.iin)).toMatchObject([{ status: 'CLOSED', closing: 'PLACED_IN_FAMILY', closedOn: '2026-09-15', version: 2 }]);
    expect(await mutate('recordCareNeed', needInput(need.iin))).toMatchObject(refusal('ALREADY_PLACED', 'iin'));
    await authority.change('endPlacement', id, { reason: 'ENDED_BY_CARER', occurredOn: '2026-09-20' });
    expect(await needsOf(need.iin)).toMatchObject([{ status: 'CLOSED' }, { status: 'IDENTIFIED', notifier: 'REGISTER', identifiedOn: '2026-09-20', reasons: ['NEGLECT'], district: { kato: ALMATY } }]);
    const other = await authority.placed(need.iin, { family: (await authority.family()).id, occurredOn: '2026-09-21' });
    await authority.change('endPlacement', other.id, { reason: 'RETURNED_TO_PARENT', occurredOn: '2026-09-25' });
    expect((await needsOf(need.iin)).map(({ status }) => status)).toEqual(['CLOSED', 'CLOSED']);
  });

  it('an institution keeps the record open, or begins one; its end closes it where the child leaves care', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-09-01' });
    const [need] = await needsOf(iin);
    expect(need).toMatchObject({ status: 'IDENTIFIED', notifier: 'REGISTER', deadlines: [{ code: 'PRIMARY_RECORD' }, { code: 'PLACEMENT', doneOn: '2026-09-01', state: 'MET' }] });
    expect(await change('closeCareNeed', need as Need, { closing: 'RETURNED_TO_PARENT' })).toMatchObject(refusal('ALREADY_PLACED', 'need'));
    await authority.placed(iin, { form: 'GUEST', family: (await authority.family()).id, occurredOn: '2026-09-05' }).then((stay) => authority.change('endPlacement', stay.id, { reason: 'CONTRACT_EXPIRED', occurredOn: '2026-09-07' }));
    expect(await needsOf(iin)).toMatchObject([{ status: 'IDENTIFIED', version: 2 }]);
    await authority.change('endPlacement', id, { reason: 'RETURNED_TO_PARENT' });
    expect(await needsOf(iin)).toMatchObject([{ status: 'CLOSED', closing: 'RETURNED_TO_PARENT' }]);
  });

  it('a child that leaves an institution for nowhere is in want of a place again, by a term of its own; a move between two keeps the first day', async () => {
    const need = await identified({ occurredOn: '2026-06-01', receivedOn: '2026-06-01' });
    const first = await authority.placed(need.iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-06-05' });
    const elsewhere = authority.placement(need.iin, { form: 'INSTITUTION', institution: ELSEWHERE, occurredOn: '2026-08-20' });
    const second = await authority.mutate('movePlacement', { ...elsewhere, placement: first.id, expectedVersion: first.version });
    const term = async () => (await needsOf(need.iin))[0]?.deadlines.find(({ code }) => code === 'PLACEMENT');
    expect((await needsOf(need.iin))[0]).toMatchObject({ placedOn: '2026-06-05' });
    expect(await term()).toMatchObject({ dueBy: '2026-06-29', doneOn: '2026-06-05', state: 'MET' });
    await authority.change('endPlacement', second.id ?? '', { reason: 'ENDED_BY_BODY', occurredOn: '2026-08-25', receivedOn: '2026-08-26' });
    const [left] = await needsOf(need.iin);
    expect(left).toMatchObject({ status: 'IDENTIFIED', placedOn: null, history: [{ action: 'IDENTIFY' }, { action: 'PLACE' }, { action: 'PLACE' }, { action: 'LEAVE', occurredOn: '2026-08-25' }] });
    expect(await term()).toMatchObject({ dueBy: '2026-09-24', doneOn: null, state: 'OVERDUE' });
    const { data } = await authority.ask('query ($iin: IIN!) { careNeeds(filter: { iin: $iin, overdue: true }) { edges { node { id } } } }', { iin: need.iin });
    expect(data).toEqual({ careNeeds: { edges: [{ node: { id: need.id } }] } });
  });

  it('a move from an institution to a shielded home leaves the child to nobody until that is in effect', async () => {
    const need = await identified();
    const first = await authority.placed(need.iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-09-11' });
    const home = authority.placement(need.iin, { family: (await authority.family()).id, occurredOn: '2026-09-20', shielded: true });
    const next = await authority.mutate('movePlacement', { ...home, placement: first.id, expectedVersion: first.version });
    expect(await needsOf(need.iin)).toMatchObject([{ status: 'IDENTIFIED', placedOn: null }]);
    await authority.change('liftShielding', next.id ?? '', { occurredOn: '2026-09-21' });
    expect(await needsOf(need.iin)).toMatchObject([{ status: 'CLOSED', closing: 'PLACED_IN_FAMILY', closedOn: '2026-09-20' }]);
  });

  it('a record of a child who lives in an institution knows since when', async () => {
    const iin = await authority.child();
    await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-03-01' });
    await authority.rows('delete from care_need_event where need_id in (select id from care_need where iin = $1)', [iin]);
    await authority.rows('delete from care_need where iin = $1', [iin]);
    expect(await mutate('recordCareNeed', needInput(iin))).toMatchObject({ placedOn: '2026-03-01', deadlines: [{ code: 'PRIMARY_RECORD' }, { code: 'PLACEMENT', doneOn: '2026-03-01', state: 'MET' }] });
  });

  it('a placement that waits for its shielding closes it when it takes effect, and not when it is given up', async () => {
    const [kept, given] = [await identified(), await identified()];
    const [one, other] = await Promise.all([kept, given].map(async ({ iin }) => authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-09-15', shielded: true })));
    expect(await needsOf(kept.iin)).toMatchObject([{ status: 'IDENTIFIED' }]);
    await authority.change('liftShielding', one?.id ?? '', { occurredOn: '2026-09-16' });
    expect(await needsOf(kept.iin)).toMatchObject([{ status: 'CLOSED', closing: 'PLACED_IN_FAMILY', closedOn: '2026-09-15' }]);
    await authority.change('endPlacement', other?.id ?? '', { reason: 'ENDED_BY_BODY' });
    expect(await needsOf(given.iin)).toMatchObject([{ status: 'IDENTIFIED', version: 1 }]);
  });

  it('whatever step fails, neither is changed', async () => {
    const need = await identified();
    await authority.rows('alter table care_need_event add constraint broken check (false) not valid');
    const { id } = await authority.family();
    expect((await authority.mutate('recordPlacement', authority.placement(need.iin, { family: id, occurredOn: '2026-09-15' }))).errors).toHaveLength(1);
    await authority.rows('alter table care_need_event drop constraint broken');
    expect(await authority.rows('select 1 from placement where iin = $1', [need.iin])).toEqual([]);
    expect(await needsOf(need.iin)).toMatchObject([{ status: 'IDENTIFIED', version: 1 }]);
  });
});

describe('who sees a record', () => {
  const caseworker = viewerAs('caseworker', { regions: ['750000000'] });

  it('is the authority and the officials of its region', async () => {
    const need = await identified();
    for (const viewer of [NATION, ALMATY_BODY, caseworker]) expect(await needsOf(need.iin, viewer)).toHaveLength(1);
    for (const viewer of [ASTANA_BODY, viewerAs('caseworker', { regions: ['710000000'] })]) expect(await needsOf(need.iin, viewer)).toEqual([]);
    const { data } = await authority.ask('query ($id: ID!) { careNeed(id: $id) { id } }', { id: need.id }, ASTANA_BODY);
    expect(data).toEqual({ careNeed: null });
  });

  it('of a shielded child is the authority alone, and no brother\'s record names that child to others', async () => {
    const sister = await identified();
    const brother = await identified({ siblings: [sister.iin] });
    const { id } = await authority.placed(sister.iin, { family: (await authority.family()).id, occurredOn: '2026-09-15', siblingsApart: 'IN_THEIR_INTEREST_AND_STRANGERS' });
    expect((await needsOf(brother.iin, caseworker))[0]?.siblings).toEqual([{ iin: sister.iin }]);
    await authority.change('shieldPlacement', id, { occurredOn: '2026-09-16' });
    expect(await needsOf(sister.iin, caseworker)).toEqual([]);
    expect((await needsOf(brother.iin, caseworker))[0]?.siblings).toEqual([]);
    expect((await needsOf(brother.iin, ALMATY_BODY))[0]?.siblings).toEqual([{ iin: sister.iin }]);
  });

  it('of an adopted child is the authority alone, and nothing leads from the brothers and sisters to it any more', async () => {
    const sister = await identified();
    const brother = await identified({ siblings: [sister.iin] });
    const { id } = await authority.placed(sister.iin, { family: (await authority.family()).id, occurredOn: '2026-09-15', siblingsApart: 'IN_THEIR_INTEREST_AND_STRANGERS' });
    await authority.change('endPlacement', id, { reason: 'ADOPTED' });
    expect(await needsOf(sister.iin, caseworker)).toEqual([]);
    expect(await needsOf(sister.iin)).toHaveLength(1);
    for (const viewer of [caseworker, ALMATY_BODY, NATION]) expect((await needsOf(brother.iin, viewer))[0]?.siblings).toEqual([]);
  });
});
