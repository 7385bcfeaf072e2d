import { expect, test } from 'vitest';
import { DEFAULT_POPULATION, demoFamily, households } from '../../local/population/population.js';
import { ageOn, AS_OF, peopleOf, person, SAMPLE } from './support/sample.js';

const { child, mother, regionKato } = demoFamily(DEFAULT_POPULATION);
const [household] = SAMPLE;
if (household === undefined) throw new Error('No household.');
const people = peopleOf(household);
const girl = person(people, child);

test('the demo family is the same under every seed, and household 0', () => {
  expect({ child, mother }).toEqual({ child: '150514900002', mother: '880617900004' });
  expect(demoFamily({ ...DEFAULT_POPULATION, seed: 1, children: 10_000 })).toEqual({ child, mother, regionKato });
  expect(households(DEFAULT_POPULATION).next().value).toEqual(household);
});

test('she is a schoolchild of Almaty and a citizen since birth', () => {
  expect(ageOn(girl.birthDate, AS_OF)).toBe(11);
  expect(girl.citizenships).toEqual([{ from: girl.birthDate, to: null, country: 'KZ' }]);
  expect(girl.residences.at(-1)?.district.slice(0, 2)).toBe(regionKato.slice(0, 2));
});

test('benefits: four or more minors, a child under a year and a half, a disability; an insured mother', () => {
  const minors = household.persons.filter(({ birthDate }) => ageOn(birthDate, AS_OF) < 18);
  expect(minors.length).toBeGreaterThanOrEqual(4);
  expect(minors.some(({ birthDate }) => birthDate > '2025-04-01')).toBe(true);
  expect(household.disabilities.filter((one) => one.person === child).map(({ group, to }) => [group, to])).toEqual([[null, '2022-05-14'], ['II', null]]);
  expect(household.insurances.some((one) => one.person === mother)).toBe(true);
});

test('care: a placement that is over, with her brothers and sister', () => {
  const hers = household.cares.filter((care) => care.child === child);
  expect(hers.map(({ form, endReason }) => [form, endReason])).toEqual([['PROFESSIONAL_FOSTER', 'RETURNED_TO_PARENT']]);
  expect(household.cares.length).toBe(4);
});
