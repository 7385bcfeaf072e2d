import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { everythingIn, whileBroken } from '../../support/breaking.js';
import { post, viewerAs } from '../../support/gateway-call.js';
import { isDistrict } from '../../../subgraphs/foster-families/reference/districts.js';
import { readDistricts } from '../../../subgraphs/registry/reference/places.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, documentOf, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

const refused = ({ __typename, code, field, errors }: Outcome): unknown => ({ __typename, code, field, errors });
const refusal = (code: string, field: string) => ({ __typename: 'Refusal', code, field, errors: [] });

describe('a refusal to record names the field:', () => {
  const record = (iin: string, more: Input, viewer = NATION) => authority.mutate('recordPlacement', authority.placement(iin, more), viewer);

  it.each<[string, string, string, Input | ((iin: string) => Promise<Input>)]>([
    ['a place that the classifier has not', 'UNKNOWN_PLACE', 'district', { district: '759999999' }],
    ['a region for a district', 'UNKNOWN_PLACE', 'district', { district: '750000000' }],
    ['a child whom nobody knows', 'UNKNOWN_PERSON', 'iin', { iin: withCheckDigit('99123190001') }],
    ['a day before the birth', 'BEFORE_BIRTH', 'occurredOn', { occurredOn: '2018-03-09' }],
    ['adoption', 'FORM_NOT_AVAILABLE', 'form', { form: 'ADOPTION' }],
    ['a form before there was one', 'FORM_NOT_AVAILABLE', 'form', { occurredOn: '2025-06-30' }],
    ['a trustee of a young child', 'WRONG_AGE', 'form', { form: 'TRUSTEESHIP' }],
    ['a family form without a family', 'DOES_NOT_FIT_FORM', 'family', { family: null }],
    ['a family form in an institution', 'DOES_NOT_FIT_FORM', 'institution', { institution: INSTITUTION }],
    ['an institution without one', 'DOES_NOT_FIT_FORM', 'institution', { form: 'INSTITUTION', family: null }],
    ['an institution with a family', 'DOES_NOT_FIT_FORM', 'family', { form: 'INSTITUTION', institution: INSTITUTION }],
    ['a family that nobody knows', 'UNKNOWN_FAMILY', 'family', { family: randomUUID() }],
    ['what is no id', 'UNKNOWN_FAMILY', 'family', { family: 'somebody' }],
    ['a family without carers yet', 'NOT_ON_RECORD', 'family', { occurredOn: '2019-01-01', form: 'FOSTER_FAMILY' }],
    ['a guest who lives in no institution', 'NOT_ON_RECORD', 'form', { form: 'GUEST' }],
    ['a guest from another institution than the child\'s', 'DOES_NOT_FIT_FORM', 'institution', async (iin) => {
      await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-01-01' });
      return { form: 'GUEST', institution: withCheckDigit('12019100711') };
    }],
    ['a guest of a family that has the child', 'NOT_ON_RECORD', 'form', async (iin) => {
      await authority.placed(iin, { family: (await authority.family()).id });
      return { form: 'GUEST' };
    }],
    ['a second placement', 'ALREADY_PLACED', 'iin', async (iin) => {
      await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-01-01' });
      return { form: 'GUARDIANSHIP' };
    }],
    ['one that a later one follows', 'ALREADY_PLACED', 'iin', async (iin) => {
      const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-09-02' });
      await authority.change('endPlacement', id, { occurredOn: '2026-09-10' });
      return {};
    }],
    ['a second guest stay', 'ALREADY_PLACED', 'iin', async (iin) => {
      await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-01-01' });
      await authority.placed(iin, { form: 'GUEST', family: (await authority.family()).id });
      return { form: 'GUEST', occurredOn: '2026-09-05' };
    }],
  ])('%s', async (_what, code, field, more) => {
    const [iin, { id }] = [await authority.child(), await authority.family()];
    const input = typeof more === 'function' ? await more(iin) : more;
    expect(refused(await record(iin, { family: id, ...input }))).toEqual(refusal(code, `input.${field}`));
  });

  it.each([
    ['a guardian of somebody of 14', '2012-08-31', 'GUARDIANSHIP', 'WRONG_AGE', 'form'],
    ['anybody of 18', '2008-09-01', 'INSTITUTION', 'WRONG_AGE', 'iin'],
  ])('%s', async (_what, born, form, code, field) => {
    expect(refused(await record(await authority.child(born), { form, family: (await authority.family()).id }))).toEqual(refusal(code, `input.${field}`));
  });

  it('a child that died', async () => {
    const iin = await authority.child('2018-03-10', '2026-09-01');
    expect(refused(await record(iin, { family: (await authority.family()).id }))).toEqual(refusal('AFTER_DEATH', 'input.occurredOn'));
  });

  it('another region than the token\'s; and a family or a placement of another region is unknown', async () => {
    const iin = await authority.child();
    const [here, there] = [await authority.family(1, ALMATY), await authority.family(1, ASTANA)];
    expect(refused(await record(iin, { family: here.id, district: ASTANA }, ALMATY_BODY))).toEqual(refusal('OUTSIDE_YOUR_REGIONS', 'input.district'));
    expect(refused(await record(iin, { family: there.id }, ALMATY_BODY))).toEqual(refusal('UNKNOWN_FAMILY', 'input.family'));
    const { id } = await authority.placed(iin, { family: here.id }, ALMATY_BODY);
    for (const mutation of ['endPlacement', 'shieldPlacement', 'liftShielding']) {
      expect(refused(await authority.change(mutation, id, {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_PLACEMENT', 'input.placement'));
    }
    expect(refused(await record(iin, { family: there.id, district: ASTANA }, ASTANA_BODY))).toEqual(refusal('ALREADY_PLACED', 'input.iin'));
    expect(await authority.change('endPlacement', id, {}, ALMATY_BODY)).toMatchObject({ status: 'ENDED' });
  });
});

it('a place is known here when it is to the registry', () => {
  const known = readDistricts().map(([kato = '']) => kato);
  expect([known.length, known.filter((kato) => !isDistrict(kato))]).toEqual([224, []]);
  expect(Array.from({ length: 10_000 }, (_, i) => `75${String(i).padStart(4, '0')}000`).filter(isDistrict)).toEqual(known.filter((kato) => kato.startsWith('75')));
});

describe('a refusal to change names the field:', () => {
  const placed = async (more: Input = {}): Promise<string> => (await authority.placed(await authority.child(), { family: (await authority.family()).id, ...more })).id;

  it.each(['endPlacement', 'shieldPlacement', 'liftShielding'])('%s of a placement that is not there, has ended, or had not begun', async (mutation) => {
    for (const id of [randomUUID(), 'x']) expect(refused(await authority.change(mutation, id))).toEqual(refusal('UNKNOWN_PLACEMENT', 'input.placement'));
    const id = await placed({ shielded: mutation === 'liftShielding' });
    expect(refused(await authority.change(mutation, id, { occurredOn: '2026-08-31' }))).toEqual(refusal('NOT_ON_RECORD', 'input.occurredOn'));
    await authority.change('endPlacement', id);
    expect(refused(await authority.change(mutation, id))).toEqual(refusal('NOT_ON_RECORD', 'input.placement'));
  });

  it('majority before it', async () => {
    expect(refused(await authority.change('endPlacement', await placed(), { reason: 'MAJORITY' }))).toEqual(refusal('WRONG_AGE', 'input.reason'));
    const grown = (await authority.placed(await authority.child('2008-09-19'), { family: (await authority.family()).id, childConsent: true })).id;
    expect(await authority.change('endPlacement', grown, { reason: 'MAJORITY', occurredOn: '2026-09-19' })).toMatchObject({ endReason: 'MAJORITY' });
  });

  it('a shielding that is on, or is not, or was not yet', async () => {
    const [open, pending] = [await placed(), await placed({ shielded: true })];
    expect(refused(await authority.change('liftShielding', open))).toEqual(refusal('NOT_ON_RECORD', 'input.placement'));
    expect(refused(await authority.change('shieldPlacement', pending))).toEqual(refusal('ALREADY_RECORDED', 'input.placement'));
    await authority.change('shieldPlacement', open, { occurredOn: '2026-09-10' });
    expect(refused(await authority.change('shieldPlacement', open))).toEqual(refusal('ALREADY_RECORDED', 'input.placement'));
    expect(refused(await authority.change('liftShielding', open, { occurredOn: '2026-09-09' }))).toEqual(refusal('NOT_ON_RECORD', 'input.occurredOn'));
  });

  it.each([
    [{ occurredOn: '2026-10-02' }, 'input.occurredOn'],
    [{ receivedOn: '2026-10-02' }, 'input.receivedOn'],
    [{ occurredOn: '2026-09-02', receivedOn: '2026-09-01' }, 'input.occurredOn'],
    [{ source: ' ' }, 'input.source'],
  ])('what no input can be is an error: %o', async (more, field) => {
    const id = await placed();
    const outcome = await authority.change('endPlacement', id, more);
    expect([outcome.code, outcome.errors]).toMatchObject([undefined, [{ extensions: { code: 'BAD_USER_INPUT', field } }]]);
    const act = await authority.mutate('recordPlacement', authority.placement(await authority.child(), { act: 'x'.repeat(201) }));
    expect(act.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.act' } }]);
  });
});

describe('a key', () => {
  it('ten times at once records one placement, also a shielded one', async () => {
    for (const shielded of [false, true]) {
      const [iin, { id }] = [await authority.child(), await authority.family()];
      const input = { ...authority.placement(iin, { family: id, shielded }), idempotencyKey: randomUUID() };
      const answers = await Promise.all(Array.from({ length: 10 }, () => authority.mutate('recordPlacement', input)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ version: 1, status: shielded ? 'PENDING' : 'ACTIVE', errors: [] });
      expect(await authority.outbox(iin)).toHaveLength(1);
    }
  });

  it('sent again shows the placement as it is, with another input is refused, and is not used up by a refusal', async () => {
    const [iin, { id: family }] = [await authority.child(), await authority.family()];
    const input = { ...authority.placement(iin, { family, district: '759999999' }), idempotencyKey: randomUUID() };
    expect(await authority.mutate('recordPlacement', input)).toMatchObject({ code: 'UNKNOWN_PLACE' });
    const first = await authority.mutate('recordPlacement', { ...input, district: ALMATY });
    await authority.change('endPlacement', first.id ?? '');
    expect(await authority.mutate('recordPlacement', { ...input, district: ALMATY })).toMatchObject({ id: first.id, status: 'ENDED', version: 2 });
    for (const more of [{ act: '17-25' }, { shielded: true }, { receivedOn: '2026-10-01' }]) {
      expect(refused(await authority.mutate('recordPlacement', { ...input, district: ALMATY, ...more }))).toEqual(refusal('IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey'));
    }
    expect(await authority.outbox(iin)).toHaveLength(2);
  });
});

describe('at once', () => {
  it('of ten records of one child in different families one is made', async () => {
    const iin = await authority.child();
    const families = await Promise.all(Array.from({ length: 10 }, () => authority.family()));
    const answers = await Promise.all(families.map(({ id }, i) => authority.mutate('recordPlacement', authority.placement(iin, { family: id, shielded: i % 2 === 0 }))));
    expect(answers.filter(({ __typename }) => __typename === 'Placement')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'ALREADY_PLACED')).toHaveLength(9);
  });

  it('of ten changes of one version one is made, and the others hear which version it has now', async () => {
    const { id } = await authority.placed(await authority.child(), { family: (await authority.family()).id });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => authority.change(i % 2 === 0 ? 'endPlacement' : 'shieldPlacement', id, { expectedVersion: 1 })));
    expect(answers.filter(({ __typename }) => __typename === 'Placement')).toHaveLength(1);
    for (const one of answers.filter(({ code }) => code !== undefined)) expect(one).toMatchObject({ code: 'VERSION_CONFLICT', field: 'input.expectedVersion', currentVersion: 2 });
  });

  it('children of one family are placed, each told once', async () => {
    const family = await authority.family(2);
    const children = await Promise.all(Array.from({ length: 4 }, () => authority.child()));
    const answers = await Promise.all(children.map((iin) => authority.mutate('recordPlacement', authority.placement(iin, { family: family.id }))));
    expect(answers.map(({ status }) => status)).toEqual(children.map(() => 'ACTIVE'));
    expect(await authority.outbox(family.carers[0] ?? '')).toHaveLength(4);
  });
});

describe('the doors', () => {
  const input = async (): Promise<Input> => ({ ...authority.placement(await authority.child(), { family: (await authority.family()).id }), idempotencyKey: randomUUID() });
  const own = (token: string, variables: Input, headers: Readonly<Record<string, string>> = { 'x-purpose': 'CARE_SUPERVISION' }) =>
    post(authority.care.url, JSON.stringify({ query: documentOf('recordPlacement'), variables: { input: variables } }), { authorization: `Bearer ${token}`, ...headers });

  it('of the authority itself takes its token and purpose, with its field class', async () => {
    const { issuer } = authority.care;
    const token = await issuer.token('ministry:foster-families');
    expect(await own(token, await input())).toMatchObject({ status: 200, data: { recordPlacement: { status: 'ACTIVE', version: 1 } }, errors: [] });
    expect((await own(token, await input(), {})).errors).toMatchObject([{ extensions: { code: 'PURPOSE_MISSING' } }]);
    expect((await own(token, await input(), { 'x-purpose': 'CHILD_PROFILE' })).errors).toMatchObject([{ extensions: { code: 'PURPOSE_NOT_ALLOWED' } }]);
    const narrow = await issuer.token('ministry:foster-families', { claims: { scope: 'identity family' } });
    expect(await own(narrow, await input())).toMatchObject({ data: { recordPlacement: null }, errors: [{ extensions: { code: 'SCOPE_MISSING' } }] });
  });

  it('are closed to everybody else', async () => {
    const { id } = await authority.placed(await authority.child(), { family: (await authority.family()).id });
    for (const mutation of ['recordPlacement', 'endPlacement', 'shieldPlacement', 'liftShielding']) {
      const wanted = mutation === 'recordPlacement' ? await input() : { placement: id, expectedVersion: 1, occurredOn: '2026-09-20', source: 'x', ...(mutation === 'endPlacement' ? { reason: 'DEATH' } : {}) };
      for (const [role, purpose, code] of [['caseworker', 'CARE_SUPERVISION', 'ROLE_NOT_ALLOWED'], ['citizen', 'OWN_FAMILY', 'ROLE_NOT_ALLOWED'], ['ombudsman', 'CARE_SUPERVISION', 'ROLE_NOT_ALLOWED'], ['ministry:registry', 'CIVIL_REGISTRATION', 'SCOPE_MISSING']] as const) {
        const { data, errors } = await authority.care.call({ query: documentOf(mutation), variables: { input: { idempotencyKey: randomUUID(), ...wanted } }, viewer: viewerAs(role), purpose });
        expect([mutation, role, data?.[mutation], errors.map(({ extensions }) => extensions['code'])]).toEqual([mutation, role, null, [code]]);
      }
    }
    expect(await authority.rows('select version from placement where public_id = $1', [id])).toEqual([{ version: 1 }]);
  });
});

describe('a failure at any step', () => {
  it('leaves nothing of it: no row, event, record or key', async () => {
    const family = await authority.family();
    const placed = await authority.placed(await authority.child(), { family: family.id });
    const pending = await authority.placed(await authority.child(), { family: family.id, shielded: true });
    const change = { expectedVersion: 1, occurredOn: '2026-09-20', source: 'x' };
    const requests: [string, Input, string[]][] = [
      ['recordPlacement', authority.placement(await authority.child(), { family: family.id, shielded: true }), ['idempotency', 'outbox', 'placement', 'shielding', 'placement_event', 'ledger_record']],
      ['endPlacement', { ...change, placement: pending.id, reason: 'ENDED_BY_BODY' }, ['placement', 'shielding', 'placement_event', 'outbox', 'ledger_record']],
      ['shieldPlacement', { ...change, placement: placed.id }, ['shielding', 'placement', 'placement_event', 'outbox', 'ledger_record']],
      ['liftShielding', { ...change, placement: pending.id }, ['shielding', 'placement', 'placement_event', 'outbox', 'ledger_record']],
    ];
    const { adminUrl } = authority.care.database;
    const before = await everythingIn(adminUrl);
    for (const [mutation, input, tables] of requests) {
      for (const table of tables) {
        const { errors, ...outcome } = await whileBroken(adminUrl, table, () => authority.mutate(mutation, input));
        expect({ mutation, table, outcome, codes: errors.map(({ extensions }) => extensions['code']) }).toEqual({ mutation, table, outcome: {}, codes: ['UNAVAILABLE'] });
      }
      expect([mutation, await everythingIn(adminUrl)]).toEqual([mutation, before]);
    }
  });
});

describe('the ledger', () => {
  const recorded = async (mutation: string, input: Input): Promise<unknown[]> => {
    const correlationId = randomUUID();
    await authority.care.call({ query: documentOf(mutation), variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer: NATION, purpose: 'CARE_SUPERVISION', envelope: { correlationId } });
    const records = (await readLedger(authority.care.database.adminUrl)).filter(({ correlation, outcome }) => correlation === correlationId && ['WRITTEN', 'REFUSED'].includes(outcome));
    return records.map(({ outcome, reason, iin, fields, purpose }) => [outcome, reason, iin, fields, purpose]).toSorted();
  };

  it('has a record of the child and of each carer whose part a mutation changed, and of a refusal with its code', async () => {
    const [iin, family] = [await authority.child(), await authority.family(2)];
    const everybody = [iin, ...family.carers].toSorted();
    expect(await recorded('recordPlacement', authority.placement(iin, { family: family.id }))).toEqual(everybody.map((one) => ['WRITTEN', null, one, ['Mutation.recordPlacement'], 'CARE_SUPERVISION']));
    const [row] = await authority.rows<{ id: string }>('select public_id as id from placement where iin = $1', [iin]);
    const end = { placement: row?.id, expectedVersion: 1, occurredOn: '2026-09-20', source: 'x', reason: 'RETURNED_TO_PARENT' };
    expect(await recorded('endPlacement', end)).toEqual(everybody.map((one) => ['WRITTEN', null, one, ['Mutation.endPlacement'], 'CARE_SUPERVISION']));
    expect(await recorded('recordPlacement', authority.placement(iin, { form: 'ADOPTION' }))).toEqual([['REFUSED', 'FORM_NOT_AVAILABLE', iin, ['Mutation.recordPlacement'], 'CARE_SUPERVISION']]);
  });
});

it('a journal is added to and never changed, and seen with its placement only', async () => {
  const [iin, { id }] = [await authority.child(), await authority.family()];
  await authority.placed(iin, { family: id, shielded: true });
  const asApp = authority.care.database.appUrl;
  const count = (settings: string) => withClient(asApp, async (app) => {
    await app.query(settings);
    return (await app.query('select 1 from placement_event e join placement p on p.id = e.placement_id where p.iin = $1', [iin])).rowCount;
  });
  const nation = `set app.path = 'register'; set app.regions = '*'`;
  expect([await count(`${nation}; set app.confidential = 'visible'`), await count(nation), await count(`set app.path = 'relation'`), await count(`set app.confidential = 'visible'`)]).toEqual([1, 0, 0, 0]);
  for (const sql of [`update placement_event set source = 'x'`, 'delete from placement_event']) await expect(withClient(asApp, (app) => app.query(sql))).rejects.toMatchObject({ code: '42501' });
});
