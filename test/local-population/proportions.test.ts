import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { AS_OF, FACTS, holdsOn, SAMPLE } from './support/sample.js';

const children = SAMPLE.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild));
const share = (count: number): number => (100 * count) / FACTS.children;
const reference = (file: string): string => readFileSync(path.join(projectRoot(), 'subgraphs/registry/reference', file), 'utf8');

test('children live in the regions in proportion to the estimates', () => {
  const regions = JSON.parse(reference('regions.json')) as { kato: string; childPopulationEstimate: number }[];
  const total = regions.reduce((sum, { childPopulationEstimate }) => sum + childPopulationEstimate, 0);
  const homes = children.map(({ residences }) => residences.at(-1)?.district.slice(0, 2));
  for (const { kato, childPopulationEstimate } of regions) {
    const found = homes.filter((home) => home === kato.slice(0, 2)).length / children.length;
    expect(Math.abs(found - childPopulationEstimate / total)).toBeLessThan(0.01);
  }
});

test('every district is a row of districts.csv', () => {
  const known = new Set(reference('districts.csv').split('\n').map((line) => line.split(',')[0]));
  const used = SAMPLE.flatMap((one) => [...one.persons.flatMap(({ residences }) => residences), ...one.cares].map(({ district }) => district));
  expect(used.filter((district) => !known.has(district))).toEqual([]);
});

/** Shares of all children, in per cent, between what the facts say and what chance allows in 20,000. */
test.each([
  ['18 or older', children.filter(({ birthDate }) => birthDate <= '2008-10-01').length, 7, 13],
  ['under one', children.filter(({ birthDate }) => birthDate > '2025-10-01').length, 3.5, 5.5],
  ['dead', children.filter(({ death }) => death !== null).length, 0.25, 0.6],
  ['emigrated', children.filter(({ residences, death }) => death === null && residences.at(-1)?.to !== null).length, 0.3, 1],
  ['naturalised', children.filter(({ citizenships: [first, ...later] }) => first?.country !== 'KZ' && later.some(({ country }) => country === 'KZ')).length, 0.25, 0.8],
  ['adopted', new Set(SAMPLE.flatMap(({ parentages }) => parentages.filter(({ basis }) => basis === 'ADOPTION').map(({ child }) => child))).size, 0.2, 0.5],
  ['in care', SAMPLE.flatMap(({ cares }) => cares.filter((care) => care.form !== 'GUEST' && holdsOn(care, AS_OF))).length, 0.3, 0.75],
  ['disabled', SAMPLE.flatMap(({ disabilities }) => disabilities.filter((one) => holdsOn(one, AS_OF))).length, 1.8, 3],
])('of 100 children, %s', (_, count, low, high) => {
  expect(share(count)).toBeGreaterThan(low);
  expect(share(count)).toBeLessThan(high);
});

test('families: 2.9 living children on average, one in six with four or more minors', () => {
  const families = SAMPLE.flatMap(({ persons, parentages }) => {
    const mothers = Map.groupBy(parentages.filter(({ role }) => role === 'MOTHER'), ({ parent }) => parent);
    return [...mothers.values()].map((list) => persons.filter(({ iin, death }) => death === null && list.some(({ child }) => child === iin)));
  });
  const living = families.reduce((sum, { length }) => sum + length, 0) / families.length;
  const large = families.filter((family) => family.filter(({ birthDate }) => birthDate > '2008-10-01').length >= 4).length / families.length;
  expect(living).toBeGreaterThan(2.75);
  expect(living).toBeLessThan(3.05);
  expect(large).toBeGreaterThan(0.14);
  expect(large).toBeLessThan(0.19);
  expect(Math.max(...families.map(({ length }) => length))).toBeGreaterThanOrEqual(8);
});
