import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilDay } from './calendar.js';
import { anyHolds, holds, unionOf, type Period } from './periods.js';

const day = fc.integer({ min: 20_000, max: 20_030 });
const period = fc.record({ from: day, length: fc.option(fc.integer({ min: 0, max: 10 }), { freq: 5 }) })
  .map(({ from, length }): Period => ({ from: civilDay(from), to: length === null ? null : civilDay(from + length) }));

const has = (periods: readonly Period[], on: string): boolean => periods.some(({ from, to }) => from <= on && (to === null || on < to));

it('has the same days, in periods apart from each other, oldest first', () => {
  fc.assert(fc.property(fc.array(period, { maxLength: 8 }), (periods) => {
    const union = unionOf(periods);
    for (let on = 19_999; on < 20_050; on += 1) expect(has(union, civilDay(on))).toBe(has(periods, civilDay(on)));
    const days = union.flatMap(({ from, to }) => [from, to ?? 'for ever']);
    expect(days).toEqual([...new Set(days)].toSorted());
  }), { seed: 1 });
});

it('holds from its first day on, and not any more on the one after the last', () => {
  const [closed, open] = [{ from: '2026-01-10', to: '2026-02-01' }, { from: '2026-03-01', to: null }];
  expect(['2026-01-09', '2026-01-10', '2026-01-31', '2026-02-01'].map((on) => holds(closed, on))).toEqual([false, true, true, false]);
  expect(['2026-02-28', '2026-03-01', '2199-12-31'].map((on) => holds(open, on))).toEqual([false, true, true]);
  expect(['2026-01-31', '2026-02-01', '2026-03-01'].map((on) => anyHolds([closed, open], on))).toEqual([true, false, true]);
  expect(anyHolds([], '2026-01-31')).toBe(false);
});
