import { expect, test } from 'vitest';
import type { CareForm, Household, SyntheticCare } from '../../subgraphs/shared/synthetic/household.js';
import { DEFAULT_POPULATION, households } from '../../local/population/population.js';
import { ageOn, AS_OF, holdsOn, isPast, peopleOf, person, SAMPLE, violations } from './support/sample.js';

const everyCare = (rule: (care: SyntheticCare, household: Household) => boolean): number[] =>
  violations((household) => household.cares.every((care) => rule(care, household)));

const FORMS: readonly CareForm[] = ['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'GUEST', 'INSTITUTION'];

test('the default population shows every form, today, and some of it shielded', () => {
  const cares = [...households(DEFAULT_POPULATION)].flatMap((household) => household.cares);
  const today = cares.filter(({ to }) => to === null);
  expect(FORMS.filter((form) => !today.some((care) => care.form === form))).toEqual([]);
  expect(today.some(({ shielded }) => shielded)).toBe(true);
  expect(cares.some(({ endReason }) => endReason === 'RETURNED_TO_PARENT')).toBe(true);
});

test('a child is placed while it lives and is a minor', () => {
  const broken = everyCare((care, household) => {
    const child = person(peopleOf(household), care.child);
    const end = care.to ?? AS_OF;
    const lives = child.death === null || (care.from < child.death.on && end <= child.death.on);
    return child.isChild && lives && care.from > child.birthDate && care.from <= end && isPast(end) && (ageOn(child.birthDate, end) < 18 || care.endReason === 'MAJORITY');
  });
  expect(broken).toEqual([]);
});

test('one placement at a time; a guest stay lies within a stay in the institution it names', () => {
  const overlaps = (a: SyntheticCare, b: SyntheticCare): boolean => a.from < (b.to ?? '9999') && b.from < (a.to ?? '9999');
  const broken = everyCare((care, { cares }) => {
    const others = cares.filter((other) => other !== care && other.child === care.child && overlaps(care, other));
    if (care.form !== 'GUEST') return others.every(({ form }) => form === 'GUEST');
    const [home, ...more] = others;
    const within = home !== undefined && home.from <= care.from && (home.to === null || (care.to !== null && care.to <= home.to));
    return within && more.length === 0 && home.form === 'INSTITUTION' && home.institution === care.institution;
  });
  expect(broken).toEqual([]);
});

test('guardianship turns into trusteeship at 14, under the same act and carer', () => {
  const broken = everyCare((care, household) => {
    const { birthDate } = person(peopleOf(household), care.child);
    if (care.form === 'GUARDIANSHIP') return ageOn(birthDate, care.from) < 14 && (care.to ?? AS_OF) <= `${Number(birthDate.slice(0, 4)) + 14}-12-31`;
    if (care.form !== 'TRUSTEESHIP') return true;
    const before = household.cares.find((other) => other.child === care.child && other.form === 'GUARDIANSHIP' && other.to === care.from);
    return ageOn(birthDate, care.from) >= 14 && (before === undefined || (before.act === care.act && before.carers.join() === care.carers.join()));
  });
  expect(broken).toEqual([]);
  expect(SAMPLE.some(({ cares }) => cares.some((care) => care.form === 'TRUSTEESHIP' && cares.some(({ act, form }) => act === care.act && form === 'GUARDIANSHIP')))).toBe(true);
});

test('carers are grown-up, living people of the household; an institution has none', () => {
  const broken = everyCare((care, household) => {
    const carers = care.carers.map((iin) => person(peopleOf(household), iin));
    const grown = carers.every((one) => !one.isChild && one.death === null && ageOn(one.birthDate, care.from) >= 23);
    const institution = care.form === 'INSTITUTION' ? carers.length === 0 : carers.length >= 1 && carers.length <= 2;
    return grown && institution && (care.institution !== null) === ['INSTITUTION', 'GUEST'].includes(care.form);
  });
  expect(broken).toEqual([]);
});

test('the child lives in the district of its placement, guests excepted', () => {
  const broken = everyCare((care, household) => {
    const { residences } = person(peopleOf(household), care.child);
    return care.form === 'GUEST' || residences.some((one) => one.district === care.district && holdsOn(one, care.from));
  });
  expect(broken).toEqual([]);
});

test('professional foster families: since July 2025, a year at most, carers of 30 to 63', () => {
  const broken = everyCare((care, household) => {
    if (care.form !== 'PROFESSIONAL_FOSTER') return true;
    const days = (Date.parse(care.to ?? AS_OF) - Date.parse(care.from)) / 86_400_000;
    const births = care.carers.map((iin) => person(peopleOf(household), iin).birthDate);
    return care.from >= '2025-07-01' && days <= 365 && births.every((born) => ageOn(born, care.from) >= 30 && ageOn(born, AS_OF) <= 63);
  });
  expect(broken).toEqual([]);
});

test('a foster family has four to ten children', () => {
  const families = SAMPLE.map(({ cares }) => cares.filter(({ form }) => form === 'FOSTER_FAMILY').length).filter((count) => count > 0);
  expect(families.length).toBeGreaterThan(0);
  expect(families.filter((count) => count < 4 || count > 10)).toEqual([]);
});

test('parents are gone as the reason says', () => {
  const broken = everyCare((care, household) => {
    const people = peopleOf(household);
    const parents = household.parentages.filter(({ child }) => child === care.child);
    const dead = parents.filter(({ parent }) => (person(people, parent).death?.on ?? '9999') <= care.from);
    const without = (status: string): boolean =>
      parents.every((one) => dead.includes(one) || one.restrictions.some((restriction) => restriction.status === status && restriction.from <= care.from));
    if (care.reason === 'ORPHAN') return dead.length === parents.length;
    if (care.reason === 'RIGHTS_DEPRIVED') return without('DEPRIVED');
    return care.reason !== 'RIGHTS_LIMITED' || without('LIMITED');
  });
  expect(broken).toEqual([]);
});
