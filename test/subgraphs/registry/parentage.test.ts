import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASTANA, nameOf } from '../../../soak/support/civil-register.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_OFFICE, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const MOTHER = (iin: string) => ({ iin, role: 'MOTHER' });
const FATHER = (iin: string) => ({ iin, role: 'FATHER' });
const change = (childIin: string, kind: string, occurredOn: string, parents: object[], more: object = {}) =>
  registrar.change('registerParentage', { childIin, change: kind, occurredOn, parents, source: 'court 7', ...more });
const man = (born = '1985-01-01') => registrar.person(born, { sex: 'MALE' });

type Told = { iin: string; role: string; basis: string; from: string; to: string | null }[];
const told = async (iin: string) => ((await registrar.outbox(iin)).findLast(({ type }) => type === 'PARENTAGE')?.data['parents'] as Told).map(({ iin: parent, role, basis, from, to }) => [parent, role, basis, from, to]);
const parentsOf = async (iin: string, viewer = viewerAs('caseworker')) => {
  const { data } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { parents { person { iin } basis validTo } } }', { iin }, viewer);
  return (data?.['child'] as { parents: { person: { iin: string }; basis: string; validTo: string | null }[] }).parents.map(({ person, basis, validTo }) => [person.iin, basis, validTo]);
};

describe('paternity', () => {
  it('is established from a day, and the father sees the child at once', async () => {
    const mother = await registrar.person('1990-01-01');
    const father = await man();
    const child = await registrar.person('2020-01-01', { parents: [MOTHER(mother)] });
    expect(await change(child, 'ESTABLISHED', '2022-02-02', [FATHER(father)])).toMatchObject({ kind: 'PARENTAGE_ESTABLISHED', person: { iin: child, version: 2 } });
    expect(await told(child)).toEqual([[mother, 'MOTHER', 'BIRTH', '2020-01-01', null], [father, 'FATHER', 'BIRTH', '2022-02-02', null]]);
    const { data, errors } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { name { ru { full } } } }', { iin: child }, viewerAs('citizen', { iin: father, regions: [] }));
    expect([data?.['child'], errors]).toMatchObject([{ name: {} }, []]);
  });

  it('that arrives after a later one holds until that', async () => {
    const [mother, father, stepfather] = [await registrar.person('1990-01-01'), await man(), await man()];
    const child = await registrar.person('2015-01-01', { parents: [MOTHER(mother)] });
    await change(child, 'ADOPTED', '2020-01-01', [FATHER(stepfather)], { keptParents: [mother] });
    expect(await change(child, 'ESTABLISHED', '2018-01-01', [FATHER(father)])).toMatchObject({ kind: 'PARENTAGE_ESTABLISHED' });
    expect(await told(child)).toEqual([[mother, 'MOTHER', 'BIRTH', '2015-01-01', null], [father, 'FATHER', 'BIRTH', '2018-01-01', '2020-01-01'], [stepfather, 'FATHER', 'ADOPTION', '2020-01-01', null]]);
  });

  it('refuses', async () => {
    const { mother, father, child } = await registrar.family();
    const other = await man();
    const dead = await man('1980-01-01');
    await registrar.change('registerDeath', { iin: dead, occurredOn: '2016-01-01' });
    expect(await change(child, 'ESTABLISHED', '2020-01-01', [FATHER(other)])).toMatchObject({ code: 'SECOND_FATHER', field: 'input.parents[0].iin' });
    expect(await change(child, 'ESTABLISHED', '2020-01-01', [MOTHER(other)])).toMatchObject({ code: 'SECOND_MOTHER', field: 'input.parents[0].iin' });
    expect(await change(child, 'ESTABLISHED', '2020-01-01', [FATHER(father)])).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect(await change(child, 'ESTABLISHED', '2020-01-01', [FATHER(child)])).toMatchObject({ code: 'OWN_PARENT' });
    expect(await change(mother, 'ESTABLISHED', '2020-01-01', [FATHER(child)])).toMatchObject({ code: 'PARENT_NOT_OLDER' });
    expect(await change(child, 'ESTABLISHED', '2020-01-01', [FATHER(registrar.iin())])).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.parents[0].iin' });
    expect(await change(child, 'ESTABLISHED', '2015-05-13', [FATHER(other)])).toMatchObject({ code: 'BEFORE_BIRTH' });
    const alone = await registrar.person('2016-06-06', { parents: [MOTHER(mother)] });
    expect(await change(alone, 'ESTABLISHED', '2020-01-01', [FATHER(dead)])).toMatchObject({ kind: 'PARENTAGE_ESTABLISHED' });
  });
});

describe('adoption', () => {
  it('ends and begins parentages, changes the name, and tells nobody outside who the parents were', async () => {
    const { mother, father, child } = await registrar.family();
    const [adopter, wife] = [await man(), await registrar.person('1986-01-01')];
    const outcome = await change(child, 'ADOPTED', '2026-09-01', [MOTHER(wife), FATHER(adopter)], { name: nameOf('Жаңа') });
    expect(outcome).toMatchObject({ kind: 'ADOPTION', person: { iin: child, version: 2 } });
    expect(await parentsOf(child)).toEqual([[wife, 'ADOPTION', null], [adopter, 'ADOPTION', null]]);
    const registry = viewerAs('ministry:registry');
    expect((await parentsOf(child, registry)).toSorted()).toEqual([[mother, 'BIRTH', '2026-09-01'], [father, 'BIRTH', '2026-09-01'], [wife, 'ADOPTION', null], [adopter, 'ADOPTION', null]].toSorted());
    const { data } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { name { ru { given } } } }', { iin: child });
    expect(data?.['child']).toEqual({ name: { ru: { given: 'Жаңа' } } });
    expect(await registrar.rows('select given_ru from earlier_identity where iin = $1', [child])).toEqual([{ given_ru: 'Айша' }]);
    const [event] = (await registrar.outbox(child)).slice(1);
    expect(event).toMatchObject({ type: 'PARENTAGE', occurred_on: '2026-09-01' });
    expect(event?.subjects.toSorted()).toEqual([child, mother, father, wife, adopter].toSorted());
  });

  it('opens the child to the adopters and closes it to the parents at once', async () => {
    const { mother, father, child } = await registrar.family();
    const adopter = await man();
    const sees = async (iin: string) => (await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { birthDate } }', { iin: child }, viewerAs('citizen', { iin, regions: [] }))).errors.length === 0;
    expect([await sees(mother), await sees(father), await sees(adopter)]).toEqual([true, true, false]);
    await change(child, 'ADOPTED', '2026-10-01', [FATHER(adopter)], { keptParents: [mother] });
    expect([await sees(mother), await sees(father), await sees(adopter)]).toEqual([true, false, true]);
  });

  it('moves a young child\'s birth date, with everything that began at birth', async () => {
    const mother = await registrar.person('1990-01-01');
    const child = await registrar.person('2025-03-10', { parents: [MOTHER(mother)], receivedOn: '2025-03-20' });
    await registrar.change('registerResidence', { iin: child, occurredOn: '2025-04-01', home: ASTANA });
    await registrar.change('changeParentalRights', { childIin: child, parentIin: mother, change: 'DEPRIVED', occurredOn: '2025-06-01' });
    const adopter = await registrar.person('1986-01-01');
    expect(await change(child, 'ADOPTED', '2026-01-15', [MOTHER(adopter)], { birthDate: '2025-05-01' })).toMatchObject({ kind: 'ADOPTION' });
    const { data } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { birthDate residence { validFrom } citizenships { validFrom } facts { registeredOn } } }', { iin: child });
    expect(data?.['child']).toEqual({ birthDate: '2025-05-01', residence: { validFrom: '2025-05-01' }, citizenships: [{ validFrom: '2025-05-01' }], facts: { registeredOn: '2025-05-01' } });
    expect(await told(child)).toEqual([[mother, 'MOTHER', 'BIRTH', '2025-05-01', '2026-01-15'], [adopter, 'MOTHER', 'ADOPTION', '2026-01-15', null]]);
    const events = (await registrar.outbox(child)).slice(3);
    // Told of the new birthday first, a consumer would pass it on to who is to be told of the child no more.
    expect(events.map(({ type }) => type)).toEqual(['PARENTAGE', 'BIRTH', 'PARENTAL_RIGHTS', 'CITIZENSHIP', 'RESIDENCE']);
    expect(events[1]).toMatchObject({ occurred_on: '2025-05-01', data: { birthDate: '2025-05-01', registeredOn: '2025-05-01', residence: { regionKato: '710000000', from: '2025-05-01' } } });
    expect(await registrar.rows(`select to_char(birth_date, 'YYYY-MM-DD') as day from earlier_identity where iin = $1`, [child])).toEqual([{ day: '2025-03-10' }]);
  });

  it('seals the homes of the family before, and not those of a parent who is kept', async () => {
    const homes = async (kept: boolean): Promise<unknown> => {
      const { mother, child } = await registrar.family();
      await change(child, 'ADOPTED', '2026-02-01', [FATHER(await man())], { keptParents: kept ? [mother] : [] });
      await registrar.change('registerResidence', { iin: child, occurredOn: '2026-03-01', home: ASTANA });
      const query = 'query ($iin: IIN!) { child(iin: $iin) { before: residence(on: "2020-01-01") { address } now: residence { address } } }';
      const asked = await Promise.all([viewerAs('caseworker'), viewerAs('ministry:registry')].map((viewer) => registrar.ask(query, { iin: child }, viewer)));
      return asked.map(({ data }) => data?.['child']);
    };
    const [before, now] = [{ address: 'Абай 1' }, { address: 'Мәңгілік ел 5' }];
    expect(await homes(false)).toEqual([{ before: null, now }, { before, now }]);
    expect(await homes(true)).toEqual([{ before, now }, { before, now }]);
  });

  it.each([['2025-05-01', '2025-05-01T10:11:12.345Z'], ['2025-02-01', '2025-03-20T10:11:12.345Z']])('does not tell by the record of a fact that the birth date was another one than %s', async (birthDate, recordedAt) => {
    const child = await registrar.person('2025-03-10', { parents: [MOTHER(await registrar.person('1990-01-01'))], receivedOn: '2025-03-20' });
    const recorded = ['citizenship', 'residence', 'parentage'].map((table) => `update ${table} set recorded_at = '2025-03-20T10:11:12.345Z' where iin = '${child}'`);
    await registrar.rows(['begin', 'set local session_replication_role = replica', ...recorded, 'commit'].join(';'));
    await change(child, 'ADOPTED', '2026-01-15', [FATHER(await man())], { birthDate, keptParents: [(await parentsOf(child))[0]?.[0]] });
    const { data } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { citizenships { recordedAt } residence { recordedAt } parents { basis recordedAt } } }', { iin: child });
    const { citizenships, residence, parents } = data?.['child'] as { citizenships: object[]; residence: object; parents: { basis: string }[] };
    expect([...citizenships, residence, parents.find(({ basis }) => basis === 'BIRTH')]).toMatchObject(Array.from({ length: 3 }, () => ({ recordedAt })));
  });

  it('refuses', async () => {
    const { mother, father, child } = await registrar.family();
    const [adopter, second] = [await man(), await man()];
    const adult = await registrar.person('2008-10-01', { parents: [MOTHER(mother)] });
    expect(await change(adult, 'ADOPTED', '2026-10-01', [FATHER(adopter)])).toMatchObject({ code: 'NOT_A_MINOR', field: 'input.childIin' });
    expect(await change(child, 'ADOPTED', '2026-09-01', [FATHER(adopter)], { keptParents: [father] })).toMatchObject({ code: 'SECOND_FATHER' });
    expect(await change(child, 'ADOPTED', '2026-09-01', [FATHER(adopter)], { keptParents: [second] })).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.keptParents' });
    expect(await change(child, 'ADOPTED', '2026-09-01', [FATHER(father)])).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect(await change(child, 'ADOPTED', '2026-09-01', [FATHER(adopter)], { birthDate: '2015-06-01' })).toMatchObject({ code: 'BIRTH_DATE_NOT_ALLOWED', field: 'input.birthDate' });
    const baby = await registrar.person('2025-03-10', { parents: [MOTHER(mother)] });
    expect(await change(baby, 'ADOPTED', '2026-09-01', [FATHER(adopter)], { birthDate: '2025-09-11' })).toMatchObject({ code: 'BIRTH_DATE_NOT_ALLOWED' });
    await change(child, 'ADOPTED', '2026-09-01', [FATHER(adopter)], { keptParents: [mother] });
    expect(await change(child, 'ADOPTED', '2026-09-15', [FATHER(second)], { keptParents: [mother] })).toMatchObject({ code: 'ALREADY_ADOPTED', field: 'input.childIin' });
    expect(await change(child, 'ADOPTED', '2026-08-01', [FATHER(second)])).toMatchObject({ code: 'OUT_OF_ORDER' });
    await registrar.change('registerDeath', { iin: second, occurredOn: '2026-01-01' });
    expect(await change(baby, 'ADOPTED', '2026-09-01', [FATHER(second)])).toMatchObject({ code: 'AFTER_DEATH', field: 'input.parents[0].iin' });
  });

  it('with the wrong fields is bad input', async () => {
    const { mother, father, child } = await registrar.family();
    const cases: [string, object[], object, string][] = [
      ['ESTABLISHED', [], {}, 'input.parents'],
      ['ADOPTED', [], {}, 'input.parents'],
      ['ESTABLISHED', [FATHER(father)], { keptParents: [mother] }, 'input.keptParents'],
      ['ADOPTED', [FATHER(father)], { endedParents: [mother] }, 'input.endedParents'],
      ['ANNULLED', [], {}, 'input.endedParents'],
      ['ADOPTION_CANCELLED', [], { endedParents: [] }, 'input.endedParents'],
      ['ESTABLISHED', [FATHER(father)], { birthDate: '2015-05-15' }, 'input.birthDate'],
    ];
    for (const [kind, parents, more, field] of cases) {
      expect((await change(child, kind, '2026-01-01', parents, more)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
    }
  });
});

describe('the end of an adoption', () => {
  const adoptedChild = async () => {
    const family = await registrar.family();
    const [adopter, wife] = [await man(), await registrar.person('1986-01-01')];
    await change(family.child, 'ADOPTED', '2020-01-01', [MOTHER(wife), FATHER(adopter)], { name: nameOf('Жаңа') });
    return { ...family, adopter, wife };
  };

  it('by cancellation begins on its day, and the restored parent\'s rights too', async () => {
    const { mother, father, child, adopter, wife } = await adoptedChild();
    expect(await change(child, 'ADOPTION_CANCELLED', '2024-01-01', [MOTHER(mother)], { endedParents: [adopter, wife], name: nameOf('Айша') })).toMatchObject({ kind: 'ADOPTION_CANCELLED' });
    expect(await told(child)).toEqual([
      [mother, 'MOTHER', 'BIRTH', '2015-05-14', '2020-01-01'], [father, 'FATHER', 'BIRTH', '2015-05-14', '2020-01-01'],
      [wife, 'MOTHER', 'ADOPTION', '2020-01-01', '2024-01-01'], [adopter, 'FATHER', 'ADOPTION', '2020-01-01', '2024-01-01'],
      [mother, 'MOTHER', 'BIRTH', '2024-01-01', null],
    ]);
    // Only after that may the child be adopted again.
    expect(await change(child, 'ADOPTED', '2025-01-01', [FATHER(await man())], { keptParents: [mother] })).toMatchObject({ kind: 'ADOPTION' });
  });

  it('by annulment makes that it never was', async () => {
    const { mother, father, child, adopter, wife } = await adoptedChild();
    expect(await change(child, 'ANNULLED', '2024-01-01', [MOTHER(mother), FATHER(father)], { endedParents: [adopter, wife] })).toMatchObject({ kind: 'PARENTAGE_ANNULLED' });
    expect(await told(child)).toEqual([[mother, 'MOTHER', 'BIRTH', '2015-05-14', null], [father, 'FATHER', 'BIRTH', '2015-05-14', null]]);
    expect(await registrar.rows('select count(*)::int as n from parentage where iin = $1 and superseded_at is not null', [child])).toEqual([{ n: 4 }]);
  });

  it('of one adopter leaves the other', async () => {
    const { child, adopter, wife } = await adoptedChild();
    await change(child, 'ADOPTION_CANCELLED', '2024-01-01', [], { endedParents: [adopter] });
    expect((await told(child)).filter(([, , , , to]) => to === null)).toEqual([[wife, 'MOTHER', 'ADOPTION', '2020-01-01', null]]);
  });

  it('refuses', async () => {
    const { mother, father, child, adopter, wife } = await adoptedChild();
    const stranger = await registrar.person('1980-01-01');
    expect(await change(child, 'ADOPTION_CANCELLED', '2024-01-01', [], { endedParents: [mother] })).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.endedParents' });
    expect(await change(child, 'ADOPTION_CANCELLED', '2024-01-01', [MOTHER(stranger)], { endedParents: [adopter, wife] })).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.parents[0].iin' });
    expect(await change(child, 'ADOPTION_CANCELLED', '2024-01-01', [MOTHER(mother)], { endedParents: [adopter] })).toMatchObject({ code: 'SECOND_MOTHER' });
    expect(await change(child, 'ANNULLED', '2024-01-01', [FATHER(father)], { endedParents: [stranger] })).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.endedParents' });
    expect(await change(child, 'ADOPTION_CANCELLED', '2019-01-01', [], { endedParents: [adopter] })).toMatchObject({ code: 'NOT_ON_RECORD' });
  });

  it('does not give a deprived parent back what a court took', async () => {
    const { mother, child, adopter, wife } = await (async () => {
      const family = await registrar.family();
      await registrar.change('changeParentalRights', { childIin: family.child, parentIin: family.mother, change: 'DEPRIVED', occurredOn: '2019-01-01' });
      const pair = [await man(), await registrar.person('1986-01-01')] as const;
      await change(family.child, 'ADOPTED', '2020-01-01', [MOTHER(pair[1]), FATHER(pair[0])]);
      return { ...family, adopter: pair[0], wife: pair[1] };
    })();
    await change(child, 'ADOPTION_CANCELLED', '2024-01-01', [MOTHER(mother)], { endedParents: [adopter, wife] });
    const { errors } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { birthDate } }', { iin: child }, viewerAs('citizen', { iin: mother, regions: [] }));
    expect(errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
  });
});

it('a regional body names parents whom it sees', async () => {
  const child = await registrar.person('2020-01-01');
  const [here, elsewhere] = [await man(), await registrar.person('1985-01-01', { home: ASTANA })];
  const establish = (iin: string) => registrar.change('registerParentage', { childIin: child, change: 'ESTABLISHED', occurredOn: '2021-01-01', parents: [FATHER(iin)] }, ALMATY_OFFICE);
  expect(await establish(elsewhere)).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.parents[0].iin' });
  expect(await establish(here)).toMatchObject({ kind: 'PARENTAGE_ESTABLISHED' });
});
