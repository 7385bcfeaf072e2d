import { expect, it } from 'vitest';
import { CARE_TERMS, termOn } from './care-terms.js';

it('an order judges no day before its own: what is asked then is marked as configuration', () => {
  for (const code of ['MEDICAL_STAY', 'PRIMARY_RECORD'] as const) {
    expect([code, ...['2025-08-28', '2025-08-29'].map((day) => termOn(code, day).certainty)]).toEqual([code, 'M', 'B']);
    expect(termOn(code, '2015-01-01').article).not.toMatch('Order');
  }
  expect(CARE_TERMS.filter(({ validFrom, article }) => article.startsWith('Order of the Minister') && validFrom < '2025-08-29')).toEqual([]);
});
