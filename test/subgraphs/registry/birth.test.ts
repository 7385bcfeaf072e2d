import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY, ASTANA, nameOf } from '../../../soak/support/civil-register.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { ALMATY_OFFICE, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

describe('registerBirth', () => {
  it('makes a record with everything that holds from birth, and tells the programmes', async () => {
    const { mother, father } = await registrar.family();
    const parents = [{ iin: mother, role: 'MOTHER' }, { iin: father, role: 'FATHER' }];
    const input = registrar.birth({ occurredOn: '2026-09-01', receivedOn: '2026-09-20', parents, source: ' birth record 77 ' });
    const iin = input.iin;
    const outcome = await registrar.mutate('registerBirth', input);
    expect(outcome).toEqual({
      __typename: 'Registration', kind: 'BIRTH', occurredOn: '2026-09-01', receivedOn: '2026-09-20', source: 'birth record 77', version: 1,
      person: { iin, version: 1 }, child: { iin }, errors: [],
    });
    const { data, errors } = await registrar.ask(
      `query ($iin: IIN!) { child(iin: $iin) { name { ru { full } } birthDate sex citizenships { country validFrom validTo source } residence { district { kato } address validFrom }
        parents { person { iin } role basis validFrom } birthOrder facts { registeredOn } } }`, { iin });
    expect(errors).toEqual([]);
    expect(data?.['child']).toEqual({
      name: { ru: { full: 'Серік Айша Асқарұлы' } }, birthDate: '2026-09-01', sex: 'FEMALE', birthOrder: 2, facts: { registeredOn: '2026-09-20' },
      citizenships: [{ country: 'KZ', validFrom: '2026-09-01', validTo: null, source: 'birth record 77' }],
      residence: { district: { kato: '751410000' }, address: 'Абай 1', validFrom: '2026-09-01' },
      parents: [{ person: { iin: mother }, role: 'MOTHER', basis: 'BIRTH', validFrom: '2026-09-01' }, { person: { iin: father }, role: 'FATHER', basis: 'BIRTH', validFrom: '2026-09-01' }],
    });
    const [event] = await registrar.outbox(iin);
    expect(event).toMatchObject({
      type: 'BIRTH', occurred_on: '2026-09-01', subjects: [iin, mother, father],
      data: {
        iin, birthDate: '2026-09-01', sex: 'FEMALE', registeredOn: '2026-09-20', citizenships: [{ country: 'KZ', from: '2026-09-01', to: null }],
        residence: { regionKato: '750000000', districtKato: '751410000', from: '2026-09-01' },
        parents: [{ iin: mother, role: 'MOTHER', basis: 'BIRTH', from: '2026-09-01', to: null }, { iin: father, role: 'FATHER', basis: 'BIRTH', from: '2026-09-01', to: null }],
      },
    });
  });

  it('registers a stateless child without a home or parents, years late', async () => {
    const iin = await registrar.person('1999-12-31', { citizenships: [], home: null });
    const [event] = await registrar.outbox(iin);
    expect(event?.data).toMatchObject({ residence: null, citizenships: [], parents: [], registeredOn: '2026-10-01' });
    expect(await registrar.rows('select is_child from person where iin = $1', [iin])).toEqual([{ is_child: false }]);
  });

  it('refuses, and leaves nothing', async () => {
    const { mother, father, child } = await registrar.family();
    const dead = await registrar.person('1980-01-01');
    expect(await registrar.change('registerDeath', { iin: dead, occurredOn: '2020-01-01' })).toMatchObject({ __typename: 'Registration' });
    const nobody = withCheckDigit('99010190009') ?? '';
    const own = registrar.iin();
    const cases: [string, Record<string, unknown>, string, string][] = [
      ['an IIN that is taken', { iin: child }, 'IIN_NOT_AVAILABLE', 'input.iin'],
      ['an unknown parent', { parents: [{ iin: mother, role: 'MOTHER' }, { iin: nobody, role: 'FATHER' }] }, 'UNKNOWN_PERSON', 'input.parents[1].iin'],
      ['a mother who is younger', { occurredOn: '1985-01-01', receivedOn: '2026-09-30', parents: [{ iin: mother, role: 'MOTHER' }] }, 'PARENT_NOT_OLDER', 'input.parents[0].iin'],
      ['a mother born on the day', { occurredOn: '1990-05-05', parents: [{ iin: mother, role: 'MOTHER' }] }, 'PARENT_NOT_OLDER', 'input.parents[0].iin'],
      ['a mother who had died', { parents: [{ iin: dead, role: 'MOTHER' }] }, 'AFTER_DEATH', 'input.parents[0].iin'],
      ['itself as a parent', { iin: own, parents: [{ iin: own, role: 'MOTHER' }] }, 'OWN_PARENT', 'input.parents[0].iin'],
      ['an unknown district', { home: { ...ALMATY, districtKato: '759999999' } }, 'UNKNOWN_PLACE', 'input.home.districtKato'],
    ];
    const before = await registrar.rows('select count(*) from person');
    for (const [name, more, code, field] of cases) {
      const outcome = await registrar.mutate('registerBirth', registrar.birth(more));
      expect({ name, code: outcome.code, field: outcome.field, errors: outcome.errors }).toEqual({ name, code, field, errors: [] });
    }
    expect(await registrar.rows('select count(*) from person')).toEqual(before);
    // A father may have died before the birth.
    expect(await registrar.mutate('registerBirth', registrar.birth({ parents: [{ iin: dead, role: 'FATHER' }] }))).toMatchObject({ kind: 'BIRTH' });
    void father;
  });

  it('takes for bad input what cannot be, and names the field', async () => {
    const { mother } = await registrar.family();
    const cases: [Record<string, unknown>, string, RegExp][] = [
      [{ occurredOn: '2026-10-02' }, 'input.occurredOn', /not be after/],
      [{ occurredOn: '2026-09-01', receivedOn: '2026-08-31' }, 'input.occurredOn', /not be after/],
      [{ receivedOn: '2026-10-02' }, 'input.receivedOn', /future/],
      [{ source: '  ' }, 'input.source', /1 to 200/],
      [{ source: 'x'.repeat(201) }, 'input.source', /1 to 200/],
      [{ citizenships: ['KZ', 'kz'] }, 'input.citizenships[1]', /ISO 3166-1/],
      [{ citizenships: ['KZ', 'KZ'] }, 'input.citizenships', /once/],
      [{ citizenships: ['QQ'] }, 'input.citizenships[0]', /ISO 3166-1/],
      [{ parents: [{ iin: mother, role: 'MOTHER' }, { iin: registrar.iin(), role: 'MOTHER' }] }, 'input.parents', /one mother/],
      [{ parents: [{ iin: mother, role: 'MOTHER' }, { iin: mother, role: 'FATHER' }] }, 'input.parents', /once/],
      [{ name: { ...nameOf('x'), ru: { surname: 'а\u0000б', given: 'x' } } }, 'input.name.ru.surname', /control/],
      [{ home: { ...ALMATY, address: '' } }, 'input.home.address', /1 to 300/],
    ];
    for (const [more, field, message] of cases) {
      const { errors, ...outcome } = await registrar.mutate('registerBirth', registrar.birth(more));
      expect(outcome).toEqual({});
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
      expect(errors[0]?.message).toMatch(message);
    }
    for (const more of [{ iin: '150514900003' }, { occurredOn: '1899-12-31' }, { idempotencyKey: 'birth-1' }]) {
      expect((await registrar.mutate('registerBirth', registrar.birth(more))).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('lets a regional body register in its regions, with parents whom it sees', async () => {
    const here = await registrar.person('1991-01-01', { home: ALMATY });
    const elsewhere = await registrar.person('1991-01-01', { home: ASTANA });
    const register = (more: Record<string, unknown>) => registrar.mutate('registerBirth', registrar.birth(more), ALMATY_OFFICE);
    expect(await register({ parents: [{ iin: here, role: 'MOTHER' }] })).toMatchObject({ kind: 'BIRTH' });
    expect(await register({ parents: [{ iin: elsewhere, role: 'MOTHER' }] })).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.parents[0].iin' });
    expect(await register({ home: ASTANA })).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.home.districtKato' });
    expect(await register({ home: null })).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.home' });
    expect(await register({ iin: elsewhere })).toMatchObject({ code: 'IIN_NOT_AVAILABLE' });
  });
});
