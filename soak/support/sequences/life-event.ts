import fc from 'fast-check';
import { ALMATY, ASTANA, nameOf, type CivilRegister } from '../civil-register.js';

const DAYS = ['2014-12-31', '2015-05-14', '2015-05-15', '2016-01-01', '2017-01-01', '2018-01-01', '2020-01-01', '2023-01-01', '2024-01-01', '2026-01-01', '2026-09-01'];

/** One event of a family's life, right or wrong, in whatever order: who is meant by their place among the people there are. */
export const lifeEvent = fc.record({
  mutation: fc.constantFrom('registerBirth', 'registerDeath', 'changeCitizenship', 'registerResidence', 'registerParentage', 'registerParentage', 'registerParentage', 'changeParentalRights', 'changeParentalRights', 'replaceIin'),
  day: fc.constantFrom(...DAYS),
  who: fc.nat(4),
  other: fc.nat(2),
  third: fc.nat(2),
  role: fc.constantFrom('MOTHER', 'FATHER'),
  parentage: fc.constantFrom('ESTABLISHED', 'ADOPTED', 'ADOPTED', 'ADOPTION_CANCELLED', 'ADOPTION_CANCELLED', 'ANNULLED'),
  citizenship: fc.constantFrom('ACQUIRED', 'LOST', 'RENOUNCED', 'NATURALISED'),
  country: fc.constantFrom('KZ', 'RU'),
  rights: fc.constantFrom('LIMITED', 'DEPRIVED', 'RESTORED'),
  from: fc.constantFrom('LIMITED', 'DEPRIVED', null),
  home: fc.constantFrom(ALMATY, ASTANA, { ...ALMATY, address: 'other' }, null),
  birthDate: fc.constantFrom('2015-03-01', '2015-08-01', null, null, null, null),
  /** Whether parents are taken from the adults and children from the rest, so that more of it is possible. */
  apt: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 }),
});
export type LifeEvent = typeof lifeEvent extends fc.Arbitrary<infer E> ? E : never;

/** How many of the people are grown up from the beginning. */
export const ADULTS = 3;

/** The mutation's input; births and new IINs take a fresh one. */
export function inputOf(register: CivilRegister<unknown>, one: LifeEvent, people: readonly string[], fresh: string): object {
  const pick = (from: readonly string[], i: number): string => from[i % from.length] ?? '';
  const [children, parents] = one.apt ? [people.slice(ADULTS), people.slice(0, ADULTS)] : [people, people];
  const [who, child, parent, another] = [pick(people, one.who), pick(children, one.who), pick(parents, one.other), pick(parents, one.third)];
  const named = { iin: parent, role: one.role };
  switch (one.mutation) {
    case 'registerBirth':
      return register.birth({ iin: fresh, occurredOn: one.day, parents: parent === another ? [named] : [named, { iin: another, role: one.role === 'MOTHER' ? 'FATHER' : 'MOTHER' }], home: one.home });
    case 'registerDeath':
      return { iin: who };
    case 'changeCitizenship':
      return { iin: who, change: one.citizenship, country: one.country };
    case 'registerResidence':
      return { iin: who, home: one.home };
    case 'registerParentage':
      return { childIin: child, change: one.parentage, ...parentageOf(one, named, another) };
    case 'changeParentalRights':
      return { childIin: child, parentIin: parent, change: one.rights, ...(one.rights === 'RESTORED' ? { restoredFrom: one.from } : {}) };
    case 'replaceIin':
      return { iin: who, newIin: fresh, basis: 'CORRECTION' };
    default:
      return one.mutation satisfies never;
  }
}

function parentageOf({ parentage, third, birthDate }: LifeEvent, named: object, another: string): object {
  if (parentage === 'ESTABLISHED') return { parents: [named] };
  if (parentage === 'ADOPTED') return { parents: [named], keptParents: third === 0 ? [another] : null, birthDate, name: nameOf('Жаңа') };
  return { parents: third === 0 ? [named] : [], endedParents: [another], birthDate };
}
