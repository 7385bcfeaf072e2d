import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_OFFICE, ASTANA_OFFICE, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

describe('registerDeath', () => {
  it('ends what held, keeps parentages, and tells the programmes all of it', async () => {
    const { mother, child } = await registrar.family();
    expect(await registrar.change('registerDeath', { iin: child, occurredOn: '2026-09-15', receivedOn: '2026-09-25', source: 'death record 5' })).toMatchObject({ kind: 'DEATH', version: 2, person: { iin: child, version: 2 } });
    const { data, errors } = await registrar.ask(
      `query ($iin: IIN!) { child(iin: $iin) { now: lifeStatus { code since } before: lifeStatus(on: "2026-09-14") { code } residence { address } was: residence(on: "2026-09-14") { address validTo }
        citizenships { country validTo } parents { person { iin } validTo } facts { deathDate } } }`, { iin: child });
    expect(errors).toEqual([]);
    expect(data?.['child']).toMatchObject({
      now: { code: 'DECEASED', since: '2026-09-15' }, before: { code: 'ALIVE' }, residence: null, was: { address: 'Абай 1', validTo: '2026-09-15' },
      citizenships: [{ country: 'KZ', validTo: '2026-09-15' }], facts: { deathDate: '2026-09-15' },
    });
    expect((data?.['child'] as { parents: unknown[] }).parents).toContainEqual({ person: { iin: mother }, validTo: null });
    const events = (await registrar.outbox(child)).slice(1);
    expect(events.map(({ type, occurred_on, data: told }) => [type, occurred_on, told])).toEqual([
      ['DEATH', '2026-09-15', { iin: child, diedOn: '2026-09-15', registeredOn: '2026-09-25' }],
      ['CITIZENSHIP', '2026-09-15', { iin: child, citizenships: [{ country: 'KZ', from: '2015-05-14', to: '2026-09-15' }] }],
      ['RESIDENCE', '2026-09-15', { iin: child, residence: null }],
    ]);
  });

  it('takes back what was recorded to begin after the death, and keeps it as history', async () => {
    const iin = await registrar.person('1970-01-01');
    await registrar.change('registerResidence', { iin, occurredOn: '2026-08-01', home: { districtKato: '751410000', address: 'Сәтбаев 2' } });
    await registrar.change('registerDeath', { iin, occurredOn: '2026-07-01' });
    expect(await registrar.facts('residence', iin)).toMatchObject([{ address: 'Абай 1', from: '1970-01-01', to: '2026-07-01' }]);
    expect(await registrar.rows('select address from residence where iin = $1 and superseded_at is not null order by id', [iin])).toEqual([{ address: 'Абай 1' }, { address: 'Сәтбаев 2' }]);
  });

  it('refuses', async () => {
    const { mother, father, child } = await registrar.family();
    const dead = await registrar.person('1960-01-01');
    await registrar.change('registerDeath', { iin: dead, occurredOn: '2020-01-01' });
    expect(await registrar.change('registerDeath', { iin: dead, occurredOn: '2021-01-01' })).toMatchObject({ code: 'ALREADY_DEAD', field: 'input.iin' });
    expect(await registrar.change('registerDeath', { iin: child, occurredOn: '2015-05-13' })).toMatchObject({ code: 'BEFORE_BIRTH', field: 'input.occurredOn' });
    expect(await registrar.change('registerDeath', { iin: mother, occurredOn: '2015-05-13' })).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    expect(await registrar.change('registerDeath', { iin: registrar.iin(), occurredOn: '2020-01-01' })).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.iin' });
    expect(await registrar.change('registerDeath', { iin: father, occurredOn: '2015-05-13' })).toMatchObject({ kind: 'DEATH' });
  });

  it('asks the whole country whether a mother gave birth later, also for a regional body', async () => {
    const mother = await registrar.person('1990-01-01');
    await registrar.person('2020-01-01', { parents: [{ iin: mother, role: 'MOTHER' }], home: { districtKato: '711110000', address: 'x' } });
    expect(await registrar.change('registerDeath', { iin: mother, occurredOn: '2019-12-31' }, ALMATY_OFFICE)).toMatchObject({ code: 'OUT_OF_ORDER' });
    expect(await registrar.change('registerDeath', { iin: mother, occurredOn: '2020-01-01' }, ALMATY_OFFICE)).toMatchObject({ kind: 'DEATH', person: { iin: mother, version: 2 } });
  });

  it('is no other region\'s to register: the person is unknown there', async () => {
    const iin = await registrar.person('1990-01-01');
    const answers = [await registrar.change('registerDeath', { iin, occurredOn: '2026-01-01' }, ASTANA_OFFICE), await registrar.change('registerDeath', { iin: registrar.iin(), occurredOn: '2026-01-01' }, ASTANA_OFFICE)];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: 'UNKNOWN_PERSON' });
  });

  it('is nobody else\'s to register', async () => {
    const iin = await registrar.person('1990-01-01');
    const input = { iin, occurredOn: '2026-01-01', expectedVersion: 1, source: 'x' };
    for (const role of ['caseworker', 'citizen', 'ombudsman', 'ministry:benefits'] as const) {
      const purpose = role === 'citizen' ? 'OWN_FAMILY' : role === 'ministry:benefits' ? 'BENEFIT_ASSESSMENT' : 'CHILD_PROFILE';
      const { data, errors } = await registrar.registry.call({
        query: 'mutation ($input: RegisterDeathInput!) { registerDeath(input: $input) { __typename } }',
        variables: { input: { ...input, idempotencyKey: crypto.randomUUID() } }, viewer: viewerAs(role, { iin: role === 'citizen' ? iin : null }), purpose,
      });
      expect([role, data, errors[0]?.extensions['code']]).toEqual([role, { registerDeath: null }, 'ROLE_NOT_ALLOWED']);
    }
  });
});
