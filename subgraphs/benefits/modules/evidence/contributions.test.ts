import { describe, expect, it } from 'vitest';
import { averageIncome, type Contributions, isInsured, monthsInsured } from './contributions.js';

const paid = (firstMonth: string, lastMonth: string | null, monthlyIncome = '120000.00'): Contributions => ({ firstMonth, lastMonth, monthlyIncome });

describe('contributions', () => {
  it('insure for the months that they are paid for, the last one whole', () => {
    const stretch = [paid('2025-03-01', '2025-08-01')];
    expect(['2025-02-28', '2025-03-01', '2025-08-31', '2025-09-01'].map((day) => isInsured(stretch, day))).toEqual([false, true, true, false]);
    expect([isInsured([paid('2025-03-01', null)], '2031-01-01'), isInsured([], '2025-03-01')]).toEqual([true, false]);
  });

  it('make an average of the months before, those without any too, and never of the month itself', () => {
    expect(averageIncome([paid('2024-06-01', null)], '2026-06-20', 24).toFixed()).toBe('120000');
    expect(averageIncome([paid('2025-06-01', null)], '2026-06-20', 24).toFixed()).toBe('60000');
    expect(averageIncome([paid('2026-06-01', null)], '2026-06-20', 24).toFixed()).toBe('0');
    expect(averageIncome([paid('2010-01-01', '2024-06-01', '240000'), paid('2025-12-01', null)], '2026-06-01', 24).toFixed()).toBe('40000');
  });

  it('of two employers are added up, and their months counted once', () => {
    const two = [paid('2024-01-01', '2024-12-01'), paid('2024-07-01', '2025-06-01', '60000')];
    expect(monthsInsured(two, '2026-01-01')).toBe(18);
    expect(averageIncome(two, '2025-01-15', 12).toFixed()).toBe('150000');
    expect(monthsInsured([paid('2024-01-01', null)], '2024-01-31')).toBe(0);
  });
});
