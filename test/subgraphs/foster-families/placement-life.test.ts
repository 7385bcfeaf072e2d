import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../feeds/support/lab.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_BODY, ASTANA, Authority, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';
import { refusal, refused } from './refusals.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

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
