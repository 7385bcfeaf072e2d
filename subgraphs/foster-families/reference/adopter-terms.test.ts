import { expect, it } from 'vitest';
import { ADOPTER_TERMS, adopterReportDays } from './adopter-terms.js';

it('adopters in Kazakhstan report once a year', () => {
  expect(adopterReportDays('KAZAKHSTAN', '2024-03-15').slice(0, 3)).toEqual(['2025-03-15', '2026-03-15', '2027-03-15']);
});

it('abroad they report every six months for three years, and yearly from then on', () => {
  expect(adopterReportDays('ABROAD', '2020-01-10').slice(0, 8))
    .toEqual(['2020-07-10', '2021-01-10', '2021-07-10', '2022-01-10', '2022-07-10', '2023-01-10', '2024-01-10', '2025-01-10']);
});

it('a month end is counted from the decision, and does not drift', () => {
  expect(adopterReportDays('ABROAD', '2023-08-31').slice(0, 4)).toEqual(['2024-02-29', '2024-08-31', '2025-02-28', '2025-08-31']);
  expect(adopterReportDays('KAZAKHSTAN', '2024-02-29').slice(0, 4)).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
});

it('reaches over every childhood, also of an adoption from before the Code, and each term names its article', () => {
  for (const home of ['KAZAKHSTAN', 'ABROAD'] as const) expect(adopterReportDays(home, '2010-06-30').at(-1)).toBe('2028-06-30');
  expect(ADOPTER_TERMS.map(({ article, certainty }) => `${article} ${certainty}`).filter((term) => !/86\(4\), part [12] A$/.test(term))).toEqual([]);
});
