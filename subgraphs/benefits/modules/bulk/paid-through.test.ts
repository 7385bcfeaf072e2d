import { describe, expect, it } from 'vitest';
import { paidElsewhereThrough, paidThroughProblems } from './paid-through.js';

const TODAY = '2026-11-27';
const award = { since: '2026-02-10', suspendedFrom: null, endReason: null, paidThrough: null };

describe('an award that is taken over was paid elsewhere', () => {
  it.each([
    ['through the month before', award, '2026-10-01'],
    ['as its file says', { ...award, paidThrough: '2026-11-01' }, '2026-11-01'],
    ['never, where it begins this month', { ...award, since: '2026-11-05' }, '2026-10-01'],
    ['never, where it begins later', { ...award, since: '2027-01-05' }, '2026-12-01'],
    ['until it was suspended', { ...award, suspendedFrom: '2026-06-01' }, '2026-05-01'],
    ['never, where it was suspended from its beginning', { ...award, since: '2026-06-01', suspendedFrom: '2026-06-01' }, '2026-05-01'],
    ['once, where it ended as paid', { ...award, since: '2026-11-05', endReason: 'PAID' }, '2026-11-01'],
  ])('%s', (_how, cells, month) => {
    expect(paidElsewhereThrough(cells, TODAY)).toBe(month);
  });

  it.each([
    ['2026-01-01', []], ['2026-11-01', []],
    ['2025-12-01', ['must not lie before the month before since, which says that nothing was paid.']],
    ['2026-12-01', ['must not lie after this month.']],
    ['2026-05-02', ['must be the first day of a month.']],
  ])('through %s', (paidThrough, reasons) => {
    expect(paidThroughProblems({ ...award, paidThrough }, TODAY).map(({ reason }) => reason)).toEqual(reasons);
  });
});
