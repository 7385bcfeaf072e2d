import { expect, test } from 'vitest';
import { blockHouseholds, blocksOf, DEFAULT_POPULATION, households } from '../../local/population/population.js';
import type { ToldHousehold } from '../../local/population/anomalies/planting.js';
import { KINDS } from '../../local/population/anomalies/kinds.js';
import { ANOMALIES_PER_MILLION, FEWEST_CHILDREN } from '../../local/population/facts.js';

const planted = (list: Iterable<ToldHousehold>) => [...list].flatMap(({ number, planting }) => (planting === undefined ? [] : [{ number, kind: planting.code }]));
const withErrors = { ...DEFAULT_POPULATION, anomaliesPerMillion: ANOMALIES_PER_MILLION };

test('the smallest population has each kind once, whatever the seed', () => {
  for (const seed of [1, 2, 3, 20240101]) {
    const kinds = planted(households({ ...withErrors, seed, children: FEWEST_CHILDREN })).map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(KINDS.length);
  }
});

test('a number of children comes out exactly, and each block alone as among the others', () => {
  const facts = { ...withErrors, anomaliesPerMillion: 400, children: 22_500 };
  const all = [...households(facts)];
  expect(all.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild))).toHaveLength(22_500);
  const alone = [...blocksOf(facts)].toReversed().map((block) => planted(blockHouseholds(facts, block))).toReversed();
  expect(alone.flat()).toEqual(planted(all));
});

test('errors come as often as is said, each kind alike', () => {
  const facts = { ...withErrors, anomaliesPerMillion: 3_000, children: 20_000 };
  const counts = [...Map.groupBy(planted(households(facts)), ({ kind }) => kind).values()].map(({ length }) => length);
  const mean = counts.reduce((sum, count) => sum + count, 0) / KINDS.length;
  expect(mean).toBeGreaterThan(50);
  expect(mean).toBeLessThan(75);
  expect(Math.min(...counts)).toBeGreaterThan(25);
});

test('nobody else is another: households without an error are told as ever', () => {
  const ever = new Map([...households(DEFAULT_POPULATION)].map((household) => [household.number, household]));
  const same = [...households(withErrors)].filter(({ number, planting }) => planting === undefined && number > 0 && number < 1000);
  const shape = ({ persons, cares }: ToldHousehold): string => JSON.stringify([persons.map(({ birthDate, name, residences }) => [birthDate, name, residences]), cares.length]);
  expect(same.length).toBeGreaterThan(900);
  expect(same.filter((household) => shape(household) !== shape(ever.get(household.number) ?? household))).toEqual([]);
});
