import { describe, expect, it } from 'vitest';
import { figuresIn, type PartedFigures } from './finding-parts.js';

const [ABAI, AKMOLA, ALMATY] = ['100000000', '110000000', '750000000'] as const;

const whole: PartedFigures = {
  rows: 6, firstMonth: '2026-01-01', lastMonth: '2026-09-01', amount: '60.30', regions: [ABAI, AKMOLA],
  parts: [
    { region: ABAI, rows: 3, firstMonth: '2026-01-01', lastMonth: '2026-03-01', amount: '10.10' },
    { region: AKMOLA, rows: 2, firstMonth: '2026-02-01', lastMonth: '2026-09-01', amount: '50.20' },
    { region: null, rows: 1, firstMonth: null, lastMonth: null, amount: null },
  ],
};
const figures = ({ rows, firstMonth, lastMonth, amount }: ReturnType<typeof figuresIn>): unknown[] => [rows, firstMonth, lastMonth, amount];

describe('what of a finding belongs to regions', () => {
  it('is all of it for the whole country', () => expect(figures(figuresIn(whole, null))).toEqual([6, '2026-01-01', '2026-09-01', '60.30']));

  it('is each region\'s own rows, months and sum, without those of no region', () => {
    expect(figures(figuresIn(whole, [ABAI]))).toEqual([3, '2026-01-01', '2026-03-01', '10.1']);
    expect(figures(figuresIn(whole, [ALMATY, AKMOLA]))).toEqual([2, '2026-02-01', '2026-09-01', '50.2']);
    expect(figures(figuresIn(whole, [ABAI, AKMOLA]))).toEqual([5, '2026-01-01', '2026-09-01', '60.3']);
    expect(figures(figuresIn(whole, [ALMATY]))).toEqual([0, null, null, null]);
  });

  it('is all of one that lies in one region', () => {
    const one = { ...whole, regions: [ABAI], parts: null };
    expect(figures(figuresIn(one, [ABAI, ALMATY]))).toEqual([6, '2026-01-01', '2026-09-01', '60.30']);
    expect(figures(figuresIn(one, [ALMATY]))).toEqual([0, null, null, null]);
  });

  it('is not told where it was not kept by region', () => {
    for (const regions of [null, [ABAI, AKMOLA]]) {
      expect(figures(figuresIn({ ...whole, regions, parts: null }, [ABAI]))).toEqual([null, null, null, null]);
      expect(figures(figuresIn({ ...whole, rows: 0, amount: null, firstMonth: null, lastMonth: null, regions, parts: null }, [ABAI]))).toEqual([0, null, null, null]);
    }
  });
});
