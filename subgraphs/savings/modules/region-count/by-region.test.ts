import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byRegion } from './by-region.js';
import type { RegionCount } from './region-count.repository.js';

const count = (region: string, children: number, turning18: number | null): RegionCount => ({ year: 2023, region, children, turning18, countedAt: '2024-01-20T00:00:00.000Z' });
const parts = (...of: Parameters<typeof byRegion>) => byRegion(...of).map(({ region, children, amount, turning18 }) => [region, children, amount.toFixed(2), turning18]);

it('multiplies the published sum by the children of a region, as published for three of them in February 2024', () => {
  const counts = [count('610000000', 922_841, 41_968), count('750000000', 666_443, 26_621), count('190000000', 608_711, 26_802)];
  expect(parts({ children: 6_919_131, turning18: 304_815 }, new Decimal('100.52'), counts)).toEqual([
    ['610000000', 922_841, '92763977.32', 41_968],
    ['750000000', 666_443, '66990850.36', 26_621],
    ['190000000', 608_711, '61187629.72', 26_802],
    [null, 4_721_136, '474568590.72', 209_424],
  ]);
});

it('shows what the registry counts too many, and keeps to itself what is not told', () => {
  const counts = [count('750000000', 12, null), count('790000000', 20, null)];
  expect(parts({ children: 30, turning18: 16 }, new Decimal('1.00'), counts)).toEqual([['750000000', 12, '12.00', null], ['790000000', 20, '20.00', null], [null, -2, '-2.00', 16]]);
});

it('gives nothing back of what is not told', () => {
  const rest = (all: { readonly children: number; readonly turning18: number }, ...counts: RegionCount[]): unknown => byRegion(all, new Decimal('1.00'), counts).at(-1)?.turning18;
  // Of one region alone, of few who turn 18, and of few who do not.
  expect(rest({ children: 300, turning18: 9 }, count('1', 200, null), count('2', 50, 0))).toBeNull();
  expect(rest({ children: 300, turning18: 9 }, count('1', 200, 5))).toBeNull();
  expect(rest({ children: 300, turning18: 105 }, count('1', 200, 7))).toBeNull();
  expect(rest({ children: 300, turning18: 5 }, count('1', 200, 5))).toBe(0);
  expect(rest({ children: 300, turning18: 10 }, count('1', 200, 5))).toBe(5);
});

it('adds up to the whole, whatever was counted', () => {
  const region = fc.record({ children: fc.nat(1_000_000), turning18: fc.option(fc.nat(1_000_000)) });
  fc.assert(fc.property(fc.nat(7_000_000), fc.nat(400_000), fc.nat(20_000), fc.array(region, { maxLength: 20 }), (children, turning18, cents, regions) => {
    const perChild = new Decimal(cents).div(100);
    const all = byRegion({ children, turning18 }, perChild, regions.map((one, i) => count(String(i), one.children, one.turning18)));
    expect(all.reduce((sum, part) => sum + part.children, 0)).toBe(children);
    expect(all.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).equals(perChild.times(children))).toBe(true);
    const told = all.reduce((sum, part) => sum + (part.turning18 ?? 0), 0);
    expect(all.at(-1)?.turning18 === null ? turning18 : told).toBe(turning18);
  }));
});
