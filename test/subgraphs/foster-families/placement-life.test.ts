import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../feeds/support/lab.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';

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
  const grown = await authority.child('2008-09-10');
  await record(grown, id, { childConsent: true });
  const { data } = await authority.ask('query ($iin: IIN!) { careOf(iin: $iin) { history { nextVisitBy reports(on: "2027-12-31") { dueOn } } } }', { iin: grown }, ALMATY_BODY);
  expect(data).toEqual({ careOf: { history: [{ nextVisitBy: null, reports: [] }] } });
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

  const apart = refusal('SIBLINGS_APART', 'siblingsApart');
  const inInstitution = async (iin: string, more: Input = {}) => authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-08-01', ...more });
  const inNeed = (iin: string) => authority.rows(`insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
    values ($1, 'IDENTIFIED', 'CITIZEN', '{ORPHAN}', '710000000', '${ASTANA}', '120190751316', '2026-08-01', '2026-08-01', '2035-01-01', '2026-08-03', '2026-08-29', 'test')`, [iin]);

  it('are parted only as each form\'s article allows, from whoever is with another family, in an institution or in need', async () => {
    const where: Readonly<Record<string, (iin: string) => Promise<unknown>>> = {
      family: async (iin) => record(iin, (await authority.family()).id, { form: 'GUARDIANSHIP', occurredOn: '2026-08-01', siblingsApart: 'IN_THEIR_INTEREST' }),
      institution: inInstitution,
      need: inNeed,
    };
    const place = async (form: string, there: string, siblingsApart?: string) => {
      const [one = '', other = ''] = await siblings(2, form === 'TRUSTEESHIP' ? '2011-03-10' : undefined);
      if (form === 'GUEST') await inInstitution(other);
      await where[there]?.(one);
      return refused(await record(other, (await authority.family()).id, { form, siblingsApart, childConsent: true }));
    };
    for (const [form, there] of [['PATRONAGE', 'family'], ['PATRONAGE', 'institution'], ['FOSTER_FAMILY', 'need'], ['PROFESSIONAL_FOSTER', 'institution'], ['GUEST', 'institution'], ['GUEST', 'family']] as const) {
      expect([there, form, await place(form, there, 'IN_THEIR_INTEREST')]).toEqual([there, form, apart]);
      expect(await place(form, there, 'IN_THEIR_INTEREST_AND_STRANGERS')).toMatchObject({ __typename: 'Placement' });
    }
    expect(await place('GUARDIANSHIP', 'institution')).toEqual(apart);
    expect(await place('GUARDIANSHIP', 'institution', 'IN_THEIR_INTEREST')).toMatchObject({ __typename: 'Placement' });
    expect(await place('TRUSTEESHIP', 'need')).toEqual(apart);
    expect(await place('TRUSTEESHIP', 'need', 'IN_THEIR_INTEREST')).toMatchObject({ __typename: 'Placement' });
  });

  it('are not parted from who follows to the same home, was given up elsewhere, or is grown up', async () => {
    const [one = '', other = ''] = await siblings(2);
    const home = await authority.family();
    await record(one, home.id);
    expect(await record(other, home.id)).toMatchObject({ __typename: 'Placement' });
    const [third = '', fourth = ''] = await siblings(2);
    const pending = await record(third, (await authority.family()).id, { shielded: true, occurredOn: '2026-08-01' });
    expect(refused(await record(fourth, (await authority.family()).id))).toEqual(apart);
    await authority.change('endPlacement', pending.id ?? '', { reason: 'ENDED_BY_BODY', occurredOn: '2026-09-20' });
    expect(await record(fourth, (await authority.family()).id)).toMatchObject({ __typename: 'Placement' });
    const [young, grown] = [await authority.child(), await authority.child('2008-09-01')];
    await record(grown, (await authority.family()).id, { form: 'TRUSTEESHIP', occurredOn: '2026-08-01' });
    await authority.rows(`insert into care_sibling (iin, sibling_iin, source) values ($1, $2, 'test')`, [young, grown]);
    expect(await record(young, (await authority.family()).id)).toMatchObject({ __typename: 'Placement' });
  });

  it('go to one home at once, all or none, from wherever they are', async () => {
    const [first = '', second = '', third = ''] = await siblings(3, '2016-01-10');
    const [one, two] = [await authority.family(), await authority.family()];
    const from = await authority.placed(first, { family: one.id, childConsent: true, siblingsApart: 'IN_THEIR_INTEREST_AND_STRANGERS' });
    await inInstitution(second);
    const [left] = await authority.rows<{ id: string }>('select public_id as id from placement where iin = $1', [second]);
    await inNeed(third);
    const along = { iin: second, act: '17-25', childConsent: true, placement: left?.id, expectedVersion: 1 };
    const move = (siblingsToo: readonly Input[], more: Input = {}) => authority.mutate('movePlacement', {
      ...authority.placement(first, { family: two.id, occurredOn: '2026-09-20', childConsent: true }), placement: from.id, expectedVersion: 1, siblings: siblingsToo, ...more });
    expect(refused(await move([along]))).toEqual(apart);
    expect(refused(await move([along, { iin: third }]))).toEqual(refusal('CONSENT_MISSING', 'siblings[1].childConsent'));
    expect(refused(await move([{ ...along, expectedVersion: 2 }, { iin: third, childConsent: true }]))).toEqual(refusal('VERSION_CONFLICT', 'siblings[0].expectedVersion'));
    expect(refused(await move([along, { iin: await authority.child(), childConsent: true }]))).toEqual(refusal('NOT_ON_RECORD', 'siblings[1].iin'));
    expect((await move([along, { iin: second }])).errors).toMatchObject([{ extensions: { field: 'input.siblings[1].iin' } }]);
    expect(await authority.rows(`select 1 from placement where iin = any ($1) and valid_from > '2026-09-01'`, [[first, second, third]])).toEqual([]);
    expect(await move([along, { iin: third, childConsent: true }])).toMatchObject({ status: 'ACTIVE', child: { iin: first } });
    expect(await authority.rows(`select iin, act, to_char(valid_from, 'YYYY-MM-DD') as since from placement where iin = any ($1) and valid_to is null order by iin`, [[first, second, third]]))
      .toEqual([first, second, third].toSorted().map((iin) => ({ iin, act: iin === second ? '17-25' : '17-24', since: '2026-09-20' })));
    expect(await authority.rows(`select 1 from care_need where iin = any ($1) and closed_on is null`, [[first, second, third]])).toEqual([]);
    for (const iin of [first, second]) expect((await authority.outbox(iin)).at(-1)?.data['guardianships']).toMatchObject([{ to: '2026-09-20' }, { representativeIin: two.carers[0], from: '2026-09-20' }]);
  });

  it('are waited for: of two who are placed apart at once the second is refused', async () => {
    const [one = '', other = ''] = await siblings(2);
    const home = await authority.family();
    const writer = new Client({ connectionString: authority.care.database.adminUrl });
    await writer.connect();
    await writer.query('begin');
    await writer.query('select 1 from known_child where iin = $1 for update', [one]);
    const answer = record(other, (await authority.family()).id);
    // A row that is held is waited for by the transaction that holds it.
    await until(async () => (await authority.rows(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`)).length > 0);
    await writer.query(`insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, source)
      select $1, 'PATRONAGE', id, '120190751316', '1', 'NEGLECT', region_kato, district_kato, '2026-09-01', 'test' from foster_family where public_id = $2`, [one, home.id]);
    await writer.query('commit');
    await writer.end();
    expect(refused(await answer)).toEqual(apart);
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
    expect(past).toMatchObject({ plannedUntil: '2026-07-10' });
    expect(refused(await authority.change('extendPlacement', past.id, { occurredOn: '2026-07-10' }))).toEqual(refusal('TERM_IS_OVER', 'occurredOn'));
    expect(await authority.change('extendPlacement', past.id, { occurredOn: '2026-07-09' })).toMatchObject({ plannedUntil: '2027-01-10' });
  });

  it('of a professional foster family is not concluded once more with the same carers, unless the child has been elsewhere', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const again = async (from: Outcome, more: Input = {}) => authority.mutate('movePlacement', { ...authority.placement(iin, { family: home.id, occurredOn: '2026-07-01', ...more }), placement: from.id, expectedVersion: from.version });
    const first = await authority.placed(iin, { family: home.id, occurredOn: '2026-01-01' });
    expect(refused(await again(first))).toEqual(refusal('NOT_EXTENDABLE', 'form'));
    await authority.change('endPlacement', first.id, { reason: 'CONTRACT_EXPIRED', occurredOn: '2026-07-01' });
    expect(refused(await record(iin, home.id, { occurredOn: '2026-07-05' }))).toEqual(refusal('NOT_EXTENDABLE', 'form'));
    const patron = await record(iin, home.id, { form: 'PATRONAGE', occurredOn: '2026-07-05' });
    expect(await again(patron, { occurredOn: '2026-08-01' })).toMatchObject({ status: 'ACTIVE' });
    const other = await authority.child();
    const stay = await authority.placed(other, { family: home.id, occurredOn: '2026-01-01' });
    await authority.change('endPlacement', stay.id, { reason: 'RETURNED_TO_PARENT', occurredOn: '2026-05-01' });
    expect(await record(other, home.id, { occurredOn: '2026-05-01' })).toMatchObject({ status: 'ACTIVE' });
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
    const guest = await authority.child();
    const from = await authority.placed(guest, { form: 'INSTITUTION', institution: INSTITUTION });
    await authority.placed(guest, { form: 'GUEST', family: (await authority.family()).id, occurredOn: '2026-09-15' });
    expect(refused(await move(from, guest, (await authority.family()).id))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
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
    await authority.change('endPlacement', id, { reason: 'ENDED_BY_CARER', occurredOn: '2026-09-25' });
    expect(refused(await authority.change('recordVisit', id, { ...visit, occurredOn: '2026-09-25' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await authority.change('recordVisit', id, { ...visit, occurredOn: '2026-09-24' })).toMatchObject({ version: 4 });
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
    // The next one may come early, none after it.
    expect(refused(await authority.change('recordReport', id, { ...report, dueOn: '2027-03-10' }))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
    expect(await authority.change('recordReport', id, { ...report, dueOn: '2026-12-10' })).toMatchObject({ version: 3 });
    const home = await authority.placed(await authority.child(), { form: 'INSTITUTION', institution: INSTITUTION });
    expect(refused(await authority.change('recordReport', home.id, report))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
  });
});

describe('a planned placement', () => {
  const plan = async (iin: string, family: string, more: Input = {}, viewer = NATION): Promise<Outcome> =>
    authority.mutate('planPlacement', { iin, family, form: 'PATRONAGE', body: BODY, reason: 'NEGLECT', district: ALMATY, plannedFrom: '2026-10-10', occurredOn: '2026-09-20', source: 'decision 20', ...more }, viewer);
  const step = (mutation: string, { id, version }: Outcome, more: Input = {}, viewer = NATION): Promise<Outcome> =>
    authority.mutate(mutation, { plan: id, expectedVersion: version, occurredOn: '2026-09-25', source: 'decision 21', ...more }, viewer);
  const sign = (of: Outcome, more: Input = {}): Promise<Outcome> => step('signPlacement', of, { number: '26-7', party: BODY, ...more });
  const told = async (iin: string) => [await authority.outbox(iin), await authority.dues(iin)].map((events) => events.length);
  const LIST = 'query ($filter: PlacementPlanFilter) { placementPlans(filter: $filter) { edges { node { id stage child { iin } family { id } } } } }';
  const listed = async (filter: Input, viewer = NATION) =>
    ((await authority.ask(LIST, { filter }, viewer)).data?.['placementPlans'] as { edges: { node: { id: string; stage: string } }[] } | null)?.edges.map(({ node }) => node) ?? null;

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
    expect(refused(await step('activatePlacement', signed))).toEqual(refusal('ALREADY_PLACED', 'iin'));
    expect(await step('activatePlacement', signed, { placement: left?.id, placementVersion: 1, shielded: true })).toMatchObject({ status: 'PENDING' });
    expect(await stages()).toEqual([{ stage: 'ACTIVE' }, { stage: 'ACTIVE' }]);
    const third = await authority.child();
    await plan(third, home.id);
    await authority.placed(third, { family: other.id });
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

describe('a review', () => {
  const LIFE = `query ($iin: IIN!) { careOf(iin: $iin) { nextReview reviewState history { stage breakdown endReason nextReview reviewState reviews { dueOn beganOn decidedOn decision decisionSource } events { kind } } } }`;
  interface Life {
    readonly nextReview: string | null;
    readonly reviewState: string | null;
    readonly history: readonly Readonly<Record<string, unknown>>[];
  }
  const life = async (iin: string, viewer = NATION): Promise<Life> => (await authority.ask(LIFE, { iin }, viewer)).data?.['careOf'] as Life;

  it('is due by the interval of the form, begins, and is decided: the placement goes on, is extended, or ends', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-06-10' });
    expect(await life(iin)).toMatchObject({ nextReview: '2026-09-10', reviewState: 'OVERDUE', history: [{ stage: 'ACTIVE', reviews: [] }] });
    const early = await authority.change('decideReview', id, { decision: 'CONTINUE' });
    expect([refused(early), early.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'placement'), 'The placement is ACTIVE: DECIDE_REVIEW is not done then. Allowed: BEGIN_REVIEW, EXTEND, END, BREAK_DOWN.']);
    expect(refused(await authority.change('beginReview', id, { occurredOn: '2026-06-09' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await authority.change('beginReview', id)).toMatchObject({ version: 2, events: [{}, { kind: 'REVIEW_BEGUN' }] });
    expect(await life(iin)).toMatchObject({ nextReview: '2026-09-10', reviewState: 'UNDER_REVIEW', history: [{ stage: 'REVIEW', reviews: [{ dueOn: '2026-09-10', beganOn: '2026-09-20', decision: null }] }] });
    for (const mutation of ['beginReview', 'extendPlacement']) expect(refused(await authority.change(mutation, id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
    expect(refused(await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-19' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    for (const more of [{ decision: 'END' }, { decision: 'CONTINUE', endReason: 'ENDED_BY_BODY' }]) expect((await authority.change('decideReview', id, more)).errors).toMatchObject([{ extensions: { field: 'input.endReason' } }]);
    await authority.change('decideReview', id, { decision: 'CONTINUE' });
    expect(await life(iin)).toMatchObject({ nextReview: '2026-12-20', reviewState: 'DUE', history: [{ stage: 'ACTIVE' }] });
    await authority.change('beginReview', id, { occurredOn: '2026-09-21' });
    expect(await authority.change('decideReview', id, { decision: 'EXTEND', occurredOn: '2026-09-22' })).toMatchObject({ plannedUntil: '2027-06-10' });
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'EXTENDED' }] });
    await authority.change('beginReview', id, { occurredOn: '2026-09-23' });
    // What the decision would do is refused: the review goes on.
    expect(refused(await authority.change('decideReview', id, { decision: 'EXTEND', occurredOn: '2026-09-23' }))).toEqual(refusal('NOT_EXTENDABLE', 'placement'));
    expect(await life(iin)).toMatchObject({ reviewState: 'UNDER_REVIEW' });
    expect(await authority.change('decideReview', id, { decision: 'END', endReason: 'ENDED_BY_BODY', occurredOn: '2026-09-24' })).toMatchObject({ status: 'ENDED', validTo: '2026-09-24', endReason: 'ENDED_BY_BODY' });
    const last = await life(iin);
    expect(last).toMatchObject({ nextReview: null, reviewState: null, history: [{ stage: 'ENDED', breakdown: null, nextReview: null, reviewState: null }] });
    expect((last.history[0]?.['events'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['RECORDED', 'REVIEW_BEGUN', 'REVIEW_DECIDED', 'REVIEW_BEGUN', 'EXTENDED', 'REVIEW_DECIDED', 'REVIEW_BEGUN', 'ENDED', 'REVIEW_DECIDED']);
    expect(await authority.rows(`select distinct official from placement_event e join placement p on p.id = e.placement_id where p.iin = $1`, [iin])).toEqual([{ official: NATION.subject }]);
    const over = await authority.change('beginReview', id);
    expect([refused(over), over.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'placement'), 'The placement is ENDED: BEGIN_REVIEW is not done then. Allowed: nothing any more.']);
  });

  it('that is under way when the child leaves or dies ends with the placement', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id });
    await authority.change('beginReview', id);
    await authority.change('endPlacement', id, { occurredOn: '2026-09-25' });
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'ENDED', reviewState: null }] });
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await authority.change('beginReview', pending.id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
  });

  it('tells nobody anything: neither who represents the child nor what is due has changed', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: home.id });
    const before = (await authority.dues(home.carers[0] ?? '')).length;
    await authority.change('beginReview', id);
    await authority.change('decideReview', id, { decision: 'CONTINUE' });
    expect([(await authority.dues(home.carers[0] ?? '')).length, (await authority.outbox(iin)).length]).toEqual([before, 1]);
  });

  it('a breakdown is told from a planned end, and the child goes on without a gap', async () => {
    const [iin, one, other] = [await authority.child(), await authority.family(), await authority.family()];
    const placed = await authority.placed(iin, { family: one.id });
    const breakDown = (more: Input = {}) => authority.change('breakDownPlacement', placed.id, {
      ...authority.placement(iin, { family: other.id, occurredOn: '2026-09-20', act: '18-9' }), breakdown: 'RELATIONSHIP', endReason: 'ENDED_BY_CARER', ...more });
    expect(refused(await breakDown({ endReason: 'CARER_REMOVED' }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'endReason'));
    expect(refused(await breakDown({ family: undefined }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'family'));
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'ACTIVE', breakdown: null }] });
    await authority.change('beginReview', placed.id, { occurredOn: '2026-09-19' });
    expect(await breakDown()).toMatchObject({ status: 'ACTIVE', validFrom: '2026-09-20', family: { id: other.id } });
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'BROKEN_DOWN', breakdown: 'RELATIONSHIP', endReason: 'ENDED_BY_CARER' }, { stage: 'ACTIVE' }] });
    expect((await authority.outbox(iin)).at(-1)?.data['guardianships']).toMatchObject([{ representativeIin: one.carers[0], to: '2026-09-20' }, { representativeIin: other.carers[0], from: '2026-09-20' }]);
    const again = await breakDown();
    expect([refused(again), again.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'placement'), 'The placement is BROKEN_DOWN: BREAK_DOWN is not done then. Allowed: nothing any more.']);
    const home = await authority.placed(await authority.child(), { form: 'INSTITUTION', institution: INSTITUTION });
    expect(refused(await authority.change('breakDownPlacement', home.id, { ...authority.placement(iin, { family: other.id, occurredOn: '2026-09-20' }), breakdown: 'OTHER', endReason: 'ENDED_BY_BODY' }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'placement'));
  });
});

describe('an incident', () => {
  const report = (placement: string, more: Input = {}, viewer = NATION): Promise<Outcome> => authority.mutate('recordIncident', {
    placement, kind: 'VIOLENCE_SUSPECTED', severity: 'SEVERE', reporter: 'SCHOOL', measures: ['POLICE_TOLD', 'CHILD_HEARD'], occurredOn: '2026-09-20', receivedOn: '2026-09-22', source: 'note 5', ...more }, viewer);
  const followUp = ({ id, version }: Outcome, more: Input = {}, viewer = NATION): Promise<Outcome> =>
    authority.mutate('followUpIncident', { incident: id, expectedVersion: version, measures: ['VISITED'], occurredOn: '2026-09-25', source: 'note 6', ...more }, viewer);
  const SEEN = 'query ($iin: IIN!) { careOf(iin: $iin) { nextReview reviewState current { version nextReview incidents { kind severity reporter happenedOn reportedOn followUpBy } } } }';
  const seen = async (iin: string, viewer = NATION) => {
    const { data, errors } = await authority.ask(SEEN, { iin }, viewer);
    return { care: data?.['careOf'], errors: errors.map(({ extensions, path: at }) => `${at?.at(-1)} ${String(extensions['code'])}`) };
  };

  it('is followed up until it is closed, and one that is severe asks for a review at once', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    const incident = await report(id);
    expect(incident).toMatchObject({ version: 1, followUpBy: '2026-09-23', closedOn: null, history: [{ action: 'REPORT', measures: ['POLICE_TOLD', 'CHILD_HEARD'] }] });
    const incidents = [{ kind: 'VIOLENCE_SUSPECTED', severity: 'SEVERE', reporter: 'SCHOOL', happenedOn: '2026-09-20', reportedOn: '2026-09-22', followUpBy: '2026-09-23' }];
    expect((await seen(iin)).care).toMatchObject({ nextReview: '2026-09-22', reviewState: 'OVERDUE', current: { incidents } });
    expect(refused(await followUp(incident, { occurredOn: '2026-09-21' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect((await followUp(incident, { measures: [] })).errors).toMatchObject([{ extensions: { field: 'input.measures' } }]);
    const looked = await followUp(incident);
    expect(looked).toMatchObject({ version: 2, followUpBy: '2026-09-26', history: [{}, { action: 'FOLLOW_UP' }] });
    expect(refused(await followUp(incident))).toEqual(refusal('VERSION_CONFLICT', 'expectedVersion'));
    const closed = await followUp(looked, { outcome: 'NOT_CONFIRMED' });
    expect(closed).toMatchObject({ version: 3, followUpBy: null, closedOn: '2026-09-25', outcome: 'NOT_CONFIRMED' });
    expect(refused(await followUp(closed))).toEqual(refusal('NOT_IN_THIS_STATE', 'incident'));
    // Closed or not, the placement is looked at: by a review that began since.
    await authority.change('beginReview', id, { occurredOn: '2026-09-21' });
    await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-28' });
    expect((await seen(iin)).care).toMatchObject({ nextReview: '2026-09-22' });
    await authority.change('beginReview', id, { occurredOn: '2026-09-29' });
    await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-30' });
    expect((await seen(iin)).care).toMatchObject({ nextReview: '2027-09-30', reviewState: 'DUE' });
  });

  it('is the authority\'s in the regions: to others nothing tells of it, neither version nor journal nor the next review', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    const caseworker = viewerAs('caseworker', { regions: ['750000000'] });
    const before = await seen(iin, caseworker);
    expect(before).toEqual({ care: { nextReview: '2027-09-01', reviewState: 'DUE', current: { version: 1, nextReview: '2027-09-01', incidents: null } }, errors: ['incidents ROLE_NOT_ALLOWED'] });
    const outbox = await authority.outbox(iin);
    const incident = await report(id, {}, ALMATY_BODY);
    expect(await seen(iin, caseworker)).toEqual(before);
    expect(await authority.rows('select version from placement where iin = $1', [iin])).toEqual([{ version: 1 }]);
    expect(await authority.outbox(iin)).toEqual(outbox);
    expect(refused(await report(id, {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_PLACEMENT', 'placement'));
    expect(refused(await followUp(incident, {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_INCIDENT', 'incident'));
    expect((await seen(iin, ALMATY_BODY)).care).toMatchObject({ nextReview: '2026-09-22', current: { incidents: [{}] } });
  });

  it('happens on a day of the placement, also one that has ended; of what waits there is none', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id });
    expect(refused(await report(id, { occurredOn: '2026-08-31' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    await authority.change('endPlacement', id, { occurredOn: '2026-09-21' });
    expect(refused(await report(id, { occurredOn: '2026-09-21' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await report(id, { severity: 'MINOR', kind: 'COMPLAINT' })).toMatchObject({ followUpBy: '2026-10-22' });
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await report(pending.id))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
  });
});

describe('after-care', () => {
  const contact = (placement: string, more: Input = {}): Promise<Outcome> => authority.mutate('recordAfterCare', { placement, reached: true, housing: 'RENTED', occupation: 'STUDIES', occurredOn: '2026-09-28', source: 'note 7', ...more });
  const SEEN = 'query ($iin: IIN!) { careOf(iin: $iin) { history { version afterCare { leftOn nextBy state contacts { contactedOn reached housing occupation closing } } } } }';
  const seen = async (iin: string) => ((await authority.ask(SEEN, { iin })).data?.['careOf'] as { history: { version: number; afterCare: object | null }[] }).history[0];

  it('follows who came of age in care, whether or not anybody ended it, until it is closed', async () => {
    const iin = await authority.child('2008-09-10');
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, childConsent: true });
    expect(await seen(iin)).toEqual({ version: 1, afterCare: { leftOn: '2026-09-10', nextBy: '2027-03-10', state: 'DUE', contacts: [] } });
    expect(refused(await contact(id, { occurredOn: '2026-09-09' }))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
    expect((await contact(id, { reached: false })).errors).toMatchObject([{ extensions: { field: 'input.reached' } }]);
    expect(await contact(id)).toMatchObject({ __typename: 'Placement', version: 1 });
    expect(await seen(iin)).toMatchObject({ version: 1, afterCare: { nextBy: '2027-03-28', contacts: [{ contactedOn: '2026-09-28', reached: true, housing: 'RENTED', occupation: 'STUDIES', closing: null }] } });
    expect(await contact(id, { reached: false, housing: null, occupation: null, closing: 'DECLINED', occurredOn: '2026-09-29' })).toMatchObject({ __typename: 'Placement' });
    expect(await seen(iin)).toMatchObject({ afterCare: { nextBy: null, state: 'CLOSED' } });
    expect(refused(await contact(id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
  });

  it('follows nobody who went back to a parent, was adopted, or is a child', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id });
    expect(await seen(iin)).toMatchObject({ afterCare: null });
    await authority.change('endPlacement', id, { reason: 'RETURNED_TO_PARENT' });
    expect([await seen(iin), refused(await contact(id))]).toMatchObject([{ afterCare: null }, refusal('NOT_ON_RECORD', 'placement')]);
  });
});
