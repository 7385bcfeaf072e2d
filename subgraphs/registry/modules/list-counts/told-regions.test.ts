import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toldRegions } from './told-regions.js';

const region = (regionKato: string, children: number, turning18: number) => ({ regionKato, children, turning18 });
const told = (...regions: readonly ReturnType<typeof region>[]) => toldRegions(regions).map(({ regionKato, children, turning18 }) => [regionKato, children, turning18]);

it('tells of every region where nobody\'s group is too small', () => {
  expect(told(region('2', 30, 0), region('1', 5, 5), region('3', 20, 10))).toEqual([['1', 5, 5], ['2', 30, 0], ['3', 20, 10]]);
});

it('leaves out with a region of too few the smallest of the others, with whose children they are one number', () => {
  expect(told(region('1', 3, 0), region('2', 30, 10), region('3', 20, 10))).toEqual([['2', 30, 10]]);
  expect(told(region('1', 3, 0), region('2', 30, 10), region('3', 4, 0))).toEqual([['2', 30, 10]]);
  expect(told(region('1', 1, 0), region('2', 30, 10), region('3', 2, 0), region('4', 40, 10))).toEqual([['4', 40, 10]]);
});

it('tells of no single region that its number of those who turn 18 is not told', () => {
  expect(told(region('1', 20, 3), region('2', 30, 10), region('3', 40, 10))).toEqual([['1', 20, null], ['2', 30, null], ['3', 40, 10]]);
  // Two who are in three regions are still two.
  expect(told(region('1', 20, 1), region('2', 30, 1), region('3', 40, 0), region('4', 50, 9), region('5', 60, 9))).toEqual([['1', 20, null], ['2', 30, null], ['3', 40, null], ['4', 50, null], ['5', 60, 9]]);
});

it('hides from who knows the whole every group of too few', () => {
  const heads = fc.record({ children: fc.integer({ min: 1, max: 40 }), share: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(fc.property(fc.array(heads, { minLength: 1, maxLength: 20 }), (all) => {
    const regions = all.map(({ children, share }, i) => region(String(i), children, Math.round(children * share)));
    const found = toldRegions(regions);
    const hidden = regions.filter(({ regionKato }) => !found.some((one) => one.regionKato === regionKato));
    const unsorted = regions.filter(({ regionKato }) => (found.find((one) => one.regionKato === regionKato)?.turning18 ?? null) === null);
    const isHidden = (among: readonly typeof regions[number][], count: (one: typeof regions[number]) => number): boolean => {
      const rest = among.reduce((sum, one) => sum + count(one), 0);
      return among.length === 0 || among.length === regions.length || (among.length > 1 && (rest === 0 || rest >= 5));
    };
    expect(isHidden(hidden, ({ children }) => children)).toBe(true);
    expect(isHidden(unsorted, ({ turning18 }) => turning18)).toBe(true);
    expect(isHidden(unsorted, ({ children, turning18 }) => children - turning18)).toBe(true);
    expect(found.every(({ children }) => children >= 5)).toBe(true);
  }));
});
