import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_BODY, ASTANA, Authority, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

const refused = ({ __typename, code, field }: Outcome): unknown => ({ __typename, code, field });
const refusal = (code: string, field: string) => ({ __typename: 'Refusal', code, field: `input.${field}` });

const record = async (iin: string, family: string, more: Input = {}): Promise<Outcome> => authority.mutate('recordPlacement', authority.placement(iin, { family, ...more }));

/** Brothers and sisters, each of the others. */
async function siblings(count: number, birthDate?: string): Promise<string[]> {
  const iins = await Promise.all(Array.from({ length: count }, () => authority.child(birthDate)));
  for (const one of iins) for (const other of iins) if (one !== other) await authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test')`, [one, other]);
  return iins;
}

it('nobody takes in a child without a record in the databank', async () => {
  const { id, carers } = await authority.family(2);
  await authority.rows('delete from carer_evidence where candidate_id in (select id from carer_candidate where iin = $1)', [carers[1]]);
  expect(refused(await record(await authority.child(), id))).toEqual(refusal('EVIDENCE_MISSING', 'family'));
  await authority.rows('delete from carer_decision where candidate_id in (select id from carer_candidate where iin = $1)', [carers[1]]);
  expect(refused(await record(await authority.child(), id))).toEqual(refusal('NOT_SUITABLE', 'family'));
  await authority.rows('delete from carer_candidate where iin = $1', [carers[1]]);
  expect(refused(await record(await authority.child(), id))).toEqual(refusal('EVIDENCE_MISSING', 'family'));
});

describe('capacity:', () => {
  it('a professional foster family takes four, brothers and sisters exempt; of ten at once four', async () => {
    const { id } = await authority.family();
    const children = await Promise.all(Array.from({ length: 10 }, () => authority.child()));
    const answers = await Promise.all(children.map((iin, i) => record(iin, id, { shielded: i % 3 === 0 })));
    expect(answers.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([...Array.from({ length: 6 }, () => 'OVER_CAPACITY'), ...Array.from({ length: 4 }, () => 'Placement')]);
    const kept = children.filter((_, i) => answers[i]?.id !== undefined);
    const brother = await authority.child();
    expect(refused(await record(brother, id))).toEqual(refusal('OVER_CAPACITY', 'family'));
    await authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test')`, [brother, kept[0]]);
    expect(await record(brother, id)).toMatchObject({ __typename: 'Placement' });
  });

  it('is counted on every day to come, wherever the children were placed, and shown to the authority alone', async () => {
    const { id } = await authority.family();
    for (const more of [{}, {}, { district: ASTANA }]) await record(await authority.child(), id, more);
    const last = await record(await authority.child(), id, { occurredOn: '2026-09-20' });
    expect(refused(await record(await authority.child(), id, { occurredOn: '2026-09-10' }))).toEqual(refusal('OVER_CAPACITY', 'family'));
    await authority.change('endPlacement', last.id ?? '', { reason: 'RETURNED_TO_PARENT', occurredOn: '2026-09-25' });
    expect(await record(await authority.child(), id, { occurredOn: '2026-09-26' })).toMatchObject({ __typename: 'Placement' });
    const [first] = await siblings(1);
    const home = await authority.family();
    await record(first ?? '', home.id);
    const ask = (viewer = NATION) => authority.ask(
      'query ($iin: IIN!) { careOf(iin: $iin) { current(on: "2026-09-30") { family { capacity(form: PROFESSIONAL_FOSTER, on: "2026-09-30") { placed counted minimum maximum free } } } } }', { iin: first }, viewer);
    const expected = { careOf: { current: { family: { capacity: { placed: 1, counted: 1, minimum: null, maximum: 4, free: 3 } } } } };
    expect([(await ask()).data, (await ask(ALMATY_BODY)).data]).toEqual([expected, expected]);
    const asCaseworker = await ask(viewerAs('caseworker', { regions: ['750000000'] }));
    expect([asCaseworker.data, asCaseworker.errors[0]?.extensions['code']]).toEqual([{ careOf: { current: { family: { capacity: null } } } }, 'ROLE_NOT_ALLOWED']);
  });
});

it('who came of age and what was given up take no room', async () => {
  const { id } = await authority.family();
  await record(await authority.child('2008-09-10'), id, { childConsent: true });
  const givenUp = await authority.placed(await authority.child(), { family: id, shielded: true });
  for (let i = 0; i < 2; i += 1) await record(await authority.child(), id);
  expect(refused(await record(await authority.child(), id))).toEqual(refusal('OVER_CAPACITY', 'family'));
  expect(await record(await authority.child(), id, { occurredOn: '2026-09-10' })).toMatchObject({ __typename: 'Placement' });
  expect(refused(await record(await authority.child(), id, { occurredOn: '2026-09-15' }))).toEqual(refusal('OVER_CAPACITY', 'family'));
  await authority.change('endPlacement', givenUp.id);
  expect(await record(await authority.child(), id, { occurredOn: '2026-09-15' })).toMatchObject({ __typename: 'Placement' });
});

describe('consents and brothers and sisters:', () => {
  it('a child of ten consents to a contract, not to a guardian', async () => {
    const place = async (birthDate: string, more: Input) => refused(await record(await authority.child(birthDate), (await authority.family()).id, more));
    for (const form of ['PROFESSIONAL_FOSTER', 'FOSTER_FAMILY', 'PATRONAGE']) {
      expect(await place('2016-09-01', { form })).toEqual(refusal('CONSENT_MISSING', 'childConsent'));
      expect(await place('2016-09-01', { form, childConsent: false })).toEqual(refusal('CONSENT_MISSING', 'childConsent'));
      expect(await place('2016-09-01', { form, childConsent: true })).toMatchObject({ __typename: 'Placement' });
      expect(await place('2016-09-02', { form })).toMatchObject({ __typename: 'Placement' });
    }
    expect(await place('2016-09-01', { form: 'GUARDIANSHIP' })).toMatchObject({ __typename: 'Placement' });
  });

  it('are parted only as each form\'s article allows', async () => {
    const place = async (form: string, siblingsApart?: string) => {
      const [one, other] = await siblings(2);
      const home = await authority.family();
      await record(one ?? '', home.id, { form: 'GUARDIANSHIP' });
      return refused(await record(other ?? '', (await authority.family()).id, { form, siblingsApart }));
    };
    const apart = refusal('SIBLINGS_APART', 'siblingsApart');
    expect([await place('GUARDIANSHIP'), await place('PATRONAGE'), await place('PATRONAGE', 'IN_THEIR_INTEREST')]).toEqual([apart, apart, apart]);
    for (const [form, why] of [['GUARDIANSHIP', 'IN_THEIR_INTEREST'], ['PATRONAGE', 'IN_THEIR_INTEREST_AND_STRANGERS']] as const) expect(await place(form, why)).toMatchObject({ __typename: 'Placement' });
    const [one, other] = await siblings(2);
    const home = await authority.family();
    await record(one ?? '', home.id);
    expect(await record(other ?? '', home.id)).toMatchObject({ __typename: 'Placement' });
  });
});

describe('a contract', () => {
  it('of a professional foster family is extended once, by six months; no other is', async () => {
    const placed = await authority.placed(await authority.child(), { family: (await authority.family()).id, occurredOn: '2026-04-10' });
    expect(placed).toMatchObject({ plannedUntil: '2026-10-10' });
    expect(await authority.change('extendPlacement', placed.id)).toMatchObject({ plannedUntil: '2027-04-10', version: 2, events: [{}, { kind: 'EXTENDED' }] });
    expect(refused(await authority.change('extendPlacement', placed.id))).toEqual(refusal('NOT_EXTENDABLE', 'placement'));
    const patron = await authority.placed(await authority.child(), { form: 'PATRONAGE', family: (await authority.family()).id });
    expect(refused(await authority.change('extendPlacement', patron.id))).toEqual(refusal('NOT_EXTENDABLE', 'placement'));
    const past = await authority.placed(await authority.child(), { family: (await authority.family()).id, occurredOn: '2026-01-10' });
    expect(refused(await authority.change('extendPlacement', past.id))).toEqual(refusal('TERM_IS_OVER', 'occurredOn'));
  });
});

describe('a move', () => {
  const move = async (placement: Outcome & { readonly id: string }, iin: string, family: string, more: Input = {}): Promise<Outcome> =>
    authority.mutate('movePlacement', { ...authority.placement(iin, { family, occurredOn: '2026-09-20' }), placement: placement.id, expectedVersion: placement.version, ...more });

  it('is one change, told once: the next carers represent the child from the day on which the others end', async () => {
    const [iin, one, other] = [await authority.child(), await authority.family(), await authority.family()];
    const placed = await authority.placed(iin, { family: one.id });
    expect(await move(placed, iin, other.id)).toMatchObject({ status: 'ACTIVE', validFrom: '2026-09-20', family: { carers: [{ person: { iin: other.carers[0] } }] } });
    const told = await authority.outbox(iin);
    expect(told.map(({ data }) => data['guardianships'])).toMatchObject([[{}], [{ representativeIin: one.carers[0], to: '2026-09-20' }, { representativeIin: other.carers[0], from: '2026-09-20' }]]);
    expect(await authority.rows(`select status, closing, closed_on = identified_on as "the same day" from care_need where iin = $1`, [iin])).toEqual([{ status: 'CLOSED', closing: 'PLACED_IN_FAMILY', 'the same day': true }]);
  });

  it('that is refused leaves the child where it is', async () => {
    const [iin, home, full] = [await authority.child(), await authority.family(), await authority.family()];
    for (let i = 0; i < 4; i += 1) await record(await authority.child(), full.id);
    const placed = await authority.placed(iin, { family: home.id });
    expect(refused(await move(placed, iin, full.id))).toEqual(refusal('OVER_CAPACITY', 'family'));
    expect(refused(await move(placed, await authority.child(), full.id))).toEqual(refusal('DOES_NOT_FIT_FORM', 'iin'));
    expect(refused(await move({ ...placed, version: 2 }, iin, home.id))).toEqual(refusal('VERSION_CONFLICT', 'expectedVersion'));
    expect(await authority.rows('select valid_to, version from placement where iin = $1', [iin])).toEqual([{ valid_to: null, version: 1 }]);
    expect(await authority.outbox(iin)).toHaveLength(1);
    const pending = await authority.placed(await authority.child(), { family: home.id, shielded: true });
    const [row] = await authority.rows<{ iin: string }>('select iin from placement where public_id = $1', [pending.id]);
    expect(refused(await move(pending, row?.iin ?? '', home.id))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
  });

  it('is also a new contract with the same family', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const placed = await authority.placed(iin, { form: 'PATRONAGE', family: home.id });
    expect(await move(placed, iin, home.id, { form: 'PATRONAGE', act: '18-1' })).toMatchObject({ status: 'ACTIVE', act: '18-1' });
  });
});

describe('supervision', () => {
  const seen = async (iin: string) => {
    const query = `query ($iin: IIN!) { careOf(iin: $iin) { history { nextVisitBy visits { visitedOn announced childSeen seenAlone finding source } reports(on: "2026-10-01") { dueOn state receivedOn healthPassport source } } } }`;
    const { data } = await authority.ask(query, { iin });
    return (data?.['careOf'] as { history: { nextVisitBy: string | null; visits: object[]; reports: object[] }[] }).history[0];
  };

  it('visits, announced or not, and what falls due after them', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-06-01' });
    expect(await seen(iin)).toMatchObject({ nextVisitBy: '2026-12-01', visits: [] });
    const visit = { announced: false, childSeen: true, seenAlone: true, finding: 'WELL' };
    expect(await authority.change('recordVisit', id, visit)).toMatchObject({ version: 2, events: [{}, { kind: 'VISITED' }] });
    expect(await seen(iin)).toMatchObject({ nextVisitBy: '2027-03-20', visits: [{ ...visit, visitedOn: '2026-09-20', source: 'decision 18' }] });
    const impossible = await authority.change('recordVisit', id, { ...visit, childSeen: false });
    expect(impossible.errors).toMatchObject([{ extensions: { field: 'input.seenAlone' } }]);
    expect(refused(await authority.change('recordVisit', id, { ...visit, occurredOn: '2026-05-31' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await authority.change('recordVisit', pending.id, visit))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
  });

  it('reports by the form: a professional foster family\'s quarterly', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-03-10' });
    expect((await seen(iin))?.reports).toMatchObject([{ dueOn: '2026-06-10', state: 'OVERDUE' }, { dueOn: '2026-09-10', state: 'OVERDUE' }, { dueOn: '2026-12-10', state: 'DUE' }]);
    const report = { dueOn: '2026-09-10', healthPassport: true, occurredOn: '2026-09-10', receivedOn: '2026-09-11' };
    expect(await authority.change('recordReport', id, report)).toMatchObject({ version: 2 });
    expect((await seen(iin))?.reports[1]).toMatchObject({ state: 'LATE', receivedOn: '2026-09-11', healthPassport: true, source: 'decision 18' });
    expect(refused(await authority.change('recordReport', id, report))).toEqual(refusal('ALREADY_RECORDED', 'dueOn'));
    expect(refused(await authority.change('recordReport', id, { ...report, dueOn: '2026-09-09' }))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
    const home = await authority.placed(await authority.child(), { form: 'INSTITUTION', institution: INSTITUTION });
    expect(refused(await authority.change('recordReport', home.id, report))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
  });
});
