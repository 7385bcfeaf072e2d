import { expect, test } from 'vitest';
import type { Household, SyntheticParentage } from '../../subgraphs/shared/synthetic/household.js';
import { ageOn, AS_OF, holdsOn, isGapless, isPast, peopleOf, person, SAMPLE, violations } from './support/sample.js';

const everyParentage = (rule: (parentage: SyntheticParentage, household: Household) => boolean): number[] =>
  violations((household) => household.parentages.every((parentage) => rule(parentage, household)));

const addDays = (day: string, count: number): string => new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

test('every child has a mother; nobody has two of a kind', () => {
  const broken = violations(({ persons, parentages }) => {
    const roles = (iin: string): string[] => parentages.filter(({ child }) => child === iin).map(({ role }) => role);
    return persons.filter(({ isChild }) => isChild).every(({ iin }) => ['MOTHER', 'MOTHER,FATHER'].includes(roles(iin).join()));
  });
  expect(broken).toEqual([]);
});

test('mothers are 18 to 45 and alive at a birth, fathers grown up and alive at conception', () => {
  const broken = everyParentage(({ child, parent, role }, household) => {
    const people = peopleOf(household);
    const { birthDate } = person(people, child);
    const adult = person(people, parent);
    const age = ageOn(adult.birthDate, birthDate);
    const alive = adult.death === null || adult.death.on >= (role === 'MOTHER' ? birthDate : addDays(birthDate, -280));
    return alive && age >= 18 && age <= (role === 'MOTHER' ? 45 : 55) && adult.sex === (role === 'MOTHER' ? 'FEMALE' : 'MALE');
  });
  expect(broken).toEqual([]);
});

test('a mother\'s children are twins or at least ten months apart', () => {
  const broken = violations((household) => {
    const people = peopleOf(household);
    const mothers = Map.groupBy(household.parentages.filter(({ role }) => role === 'MOTHER'), ({ parent }) => parent);
    return [...mothers.values()].every((list) => {
      const births = list.map(({ child }) => person(people, child).birthDate).sort();
      return births.every((day, i) => i === 0 || day === births[i - 1] || day >= addDays(births[i - 1] ?? day, 300));
    });
  });
  expect(broken).toEqual([]);
});

test('a child bears its father\'s name', () => {
  const broken = everyParentage(({ child, parent, role }, household) => {
    const people = peopleOf(household);
    const { name } = person(people, child);
    const father = person(people, parent).name;
    const stem = father.kk.surname.replace(/а$/, '');
    return role === 'MOTHER' || (name.kk.surname.startsWith(stem) && name.kk.patronymic?.slice(0, 2) === father.kk.given.slice(0, 2));
  });
  expect(broken).toEqual([]);
});

test('parentage begins at birth or by adoption, and restrictions concern minors', () => {
  const broken = everyParentage(({ child, basis, from, to, restrictions }, household) => {
    const { birthDate } = person(peopleOf(household), child);
    const begins = basis === 'BIRTH' ? from === birthDate : from > birthDate && ageOn(birthDate, from) < 18;
    return begins && to === null && isPast(from) && restrictions.every((one) => one.from >= birthDate && ageOn(birthDate, one.from) < 18 && isGapless([one]));
  });
  expect(broken).toEqual([]);
});

test('an adopted child has no other parents, no placements, and nothing to show that it was ever another', () => {
  const adopted = SAMPLE.flatMap((household) => {
    const ids = household.parentages.filter(({ basis }) => basis === 'ADOPTION').map(({ child }) => child);
    return ids.map((iin) => ({ household, parents: household.parentages.filter(({ child }) => child === iin), child: person(peopleOf(household), iin) }));
  });
  expect(adopted.length).toBeGreaterThan(20);
  expect(adopted.filter(({ household }) => household.cares.length > 0)).toEqual([]);
  expect(adopted.filter(({ parents }) => parents.length > 2)).toEqual([]);
  expect(adopted.filter(({ child }) => child.residences[0]?.from !== child.birthDate)).toEqual([]);
});

test('whoever has lost every parent, or whose parents have all lost their rights, is in care', () => {
  const broken = violations((household) => {
    const people = peopleOf(household);
    const minors = household.persons.filter((one) => one.isChild && one.death === null && ageOn(one.birthDate, AS_OF) < 18);
    return minors.every(({ iin }) => {
      const raised = household.parentages.some(
        (one) => one.child === iin && person(people, one.parent).death === null && !one.restrictions.some((restriction) => holdsOn(restriction, AS_OF)),
      );
      return raised || household.cares.some((care) => care.child === iin && holdsOn(care, AS_OF));
    });
  });
  expect(broken).toEqual([]);
});
