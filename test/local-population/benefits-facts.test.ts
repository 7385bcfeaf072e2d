import { expect, test } from 'vitest';
import { ageOn, AS_OF, isGapless, isPast, peopleOf, person, SAMPLE, violations } from './support/sample.js';

test('a disability has no group under seven, and one from then on, until 18 or death', () => {
  const broken = violations((household) =>
    household.disabilities.every((one) => {
      const { birthDate, death } = person(peopleOf(household), one.person);
      const last = one.to ?? AS_OF;
      const ages = one.group === null ? one.to === null ? ageOn(birthDate, AS_OF) < 7 : one.to <= sevenYears(birthDate) : ageOn(birthDate, one.from) >= 7;
      return ages && isGapless([one]) && one.from > birthDate && ageOn(birthDate, one.from) < 18 && (death === null || last <= death.on);
    }),
  );
  expect(broken).toEqual([]);
});

const sevenYears = (born: string): string => (born.endsWith('02-29') ? `${Number(born.slice(0, 4)) + 7}-03-01` : `${Number(born.slice(0, 4)) + 7}${born.slice(4)}`);

test('insured parents are grown-up and earn what the law insures', () => {
  const broken = violations((household) =>
    household.insurances.every((one) => {
      const { birthDate, death, isChild } = person(peopleOf(household), one.person);
      const income = Number(one.averageMonthlyIncome);
      const life = ageOn(birthDate, one.from) >= 18 && (death === null || (one.to !== null && one.to <= death.on));
      return !isChild && life && isGapless([one]) && /^\d+\.\d\d$/.test(one.averageMonthlyIncome) && income >= 85_000 && income < 900_000;
    }),
  );
  expect(broken).toEqual([]);
});

test('mothers are awarded for six and seven children, a year after the last of these was born', () => {
  const broken = violations((household) =>
    household.motherAwards.every(({ person: mother, award, from, to }) => {
      const births = household.parentages
        .filter(({ parent }) => parent === mother)
        .map(({ child }) => person(peopleOf(household), child).birthDate)
        .sort();
      const last = births[award === 'KUMIS_ALQA' ? 5 : 6];
      return last !== undefined && ageOn(last, from) >= 1 && isPast(from, to);
    }),
  );
  expect(broken).toEqual([]);
  expect(SAMPLE.some(({ motherAwards }) => motherAwards.some(({ award }) => award === 'ALTYN_ALQA'))).toBe(true);
});
