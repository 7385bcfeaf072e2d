import { expect, it } from 'vitest';
import { isWorkingDay } from '../../shared/working-days/working-days.js';
import { SAVINGS_TERMS, termEnds } from './terms.js';

it('terms run in working days, and ten years from the 18th birthday', () => {
  expect(termEnds('CHECK', '2026-06-01')).toBe('2026-06-15');
  expect(termEnds('TRANSFER', '2026-06-10')).toBe('2026-06-17');
  expect(termEnds('USE', '2026-06-12')).toBe('2026-08-17');
  expect(termEnds('UNCLAIMED', '2026-03-01')).toBe('2036-03-01');
  for (const kind of ['CHECK', 'TRANSFER', 'USE'] as const) expect(isWorkingDay(termEnds(kind, '2026-12-30'))).toBe(true);
});

it('every term has a source and says how sure it is', () => {
  expect(SAVINGS_TERMS.every(({ source, certainty, validFrom }) => source !== '' && 'ABCDM'.includes(certainty) && validFrom !== '')).toBe(true);
});
