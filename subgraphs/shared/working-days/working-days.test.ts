import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar.js';
import { addWorkingDays, isWorkingDay } from './working-days.js';

describe('working days', () => {
  it.each([
    ['2026-11-27', true, 'a Friday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-03-23', false, 'Наурыз on a Monday'],
    ['2026-03-24', false, 'for 21 March, a Saturday'],
    ['2026-03-25', false, 'for 22 March, a Sunday'],
    ['2026-03-26', true, 'after them'],
    ['2024-01-07', false, 'Christmas on a Sunday, which moves nothing'],
    ['2024-01-08', true, 'the Monday after it'],
    ['2021-10-25', true, 'before it was a holiday'],
    ['2022-10-25', false, 'since it is one'],
    ['2026-05-27', false, 'Құрбан айт'],
  ])('%s: %s, %s', (day, works) => {
    expect(isWorkingDay(day)).toBe(works);
  });

  it('a term begins with the working day after, and ends on one', () => {
    expect(addWorkingDays('2026-11-27', 1)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-28', 7)).toBe('2026-12-08');
    expect(addWorkingDays('2026-12-11', 7)).toBe('2026-12-23'); // 16 December
    expect(addWorkingDays('2026-12-11', 0)).toBe('2026-12-11');
    // Over the New Year of 2028, which falls on a weekend, and Christmas.
    expect(addWorkingDays('2027-11-15', 45)).toBe('2028-01-21');
  });

  it('no year has more than a month of holidays, and every term ends on a working day', () => {
    const days = Array.from({ length: 365 }, (_, i) => addDays('2025-01-01', i));
    expect(days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()) && !isWorkingDay(day)).length).toBeLessThan(20);
    expect(days.every((day) => isWorkingDay(addWorkingDays(day, 7)))).toBe(true);
  });
});
