import { expect, test } from 'vitest';
import { checkDigit } from '../../local/population/iin.js';
import { identifierProblem, withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';
import { guardianshipBody, institution } from '../../subgraphs/shared/synthetic/organisations.js';
import { isGapless, isPast, SAMPLE, violations } from './support/sample.js';

const everybody = SAMPLE.flatMap(({ persons }) => persons);

test('every IIN is valid, unique, nobody\'s, and agrees with the birth date', () => {
  expect(everybody.filter(({ iin }) => identifierProblem('IIN', iin) !== null)).toEqual([]);
  expect(everybody.filter(({ iin, birthDate }) => iin.slice(0, 7) !== `${birthDate.slice(2).replaceAll('-', '')}9`)).toEqual([]);
  expect(new Set(everybody.map(({ iin }) => iin)).size).toBe(everybody.length);
});

test('the check digit is the one the library tries out', () => {
  for (let serial = 0; serial < 10_000; serial += 1) {
    const base = `1505149${String(serial).padStart(4, '0')}`;
    const digit = checkDigit(base);
    expect(digit === null ? null : base + digit).toBe(withCheckDigit(base));
  }
});

test('organisations have valid BINs of their own', () => {
  const districts = [...new Set(everybody.flatMap(({ residences }) => residences.map(({ district }) => district)))];
  const bins = districts.flatMap((district) => [guardianshipBody(district), institution(district)]);
  expect(bins.filter((bin) => identifierProblem('BIN', bin) !== null || bin[4] !== '9')).toEqual([]);
  expect(new Set(bins).size).toBe(2 * districts.length);
});

test('nobody is born, registered, dead or anywhere outside their life or after the as-of day', () => {
  const broken = violations(({ persons }) =>
    persons.every(({ birthDate, registeredOn, death, citizenships, residences }) => {
      const dates = isPast(birthDate, registeredOn, death?.on ?? null, death?.registeredOn ?? null);
      const periods = [citizenships, residences].every((list) => list.length > 0 && isGapless(list) && list.every(({ from }) => from >= birthDate));
      const afterwards = death === null || [citizenships, residences].every((list) => list.every(({ to }) => to !== null && to <= death.on));
      const registered = birthDate <= registeredOn && (death === null || (birthDate < death.on && death.on <= death.registeredOn && registeredOn <= death.registeredOn));
      return dates && periods && afterwards && registered && citizenships[0]?.from === birthDate;
    }),
  );
  expect(broken).toEqual([]);
});

test('a person is a child of the population from 2006 on, and only then', () => {
  expect(everybody.filter(({ isChild, birthDate }) => isChild !== birthDate >= '2006-01-01')).toEqual([]);
});

test('names agree in three scripts', () => {
  const parts = everybody.map(({ name }) => name);
  expect(parts.filter(({ latin }) => !/^[A-Z][a-z]+$/.test(latin.surname) || !/^[A-Z][a-z]+$/.test(latin.given))).toEqual([]);
  expect(parts.filter(({ ru }) => /[әғқңөұүһі]/i.test(Object.values(ru).join('')))).toEqual([]);
  const endings = everybody.filter(({ sex, name }) => name.ru.patronymic?.endsWith(sex === 'FEMALE' ? 'на' : 'ич') === false);
  expect(endings).toEqual([]);
  expect(everybody.filter(({ sex, name }) => sex === 'MALE' && /[оеи]ва$/.test(name.ru.surname))).toEqual([]);
});
