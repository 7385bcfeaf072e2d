import { expect, it } from 'vitest';
import type { ListedPerson } from '../modules/accrual-run/credit-year.js';
import { wronglyCounted } from './wrongly-counted.js';

const YEARS = [2023, 2024, 2025].map((year) => ({ year, listDate: `${year}-12-31` }));
const BORN = '2009-05-05';
const person = (more: Partial<ListedPerson> = {}): ListedPerson => ({ birthDate: BORN, diedOn: null, citizenship: [{ from: BORN, to: null }], ...more });
const citizen = (...periods: readonly (readonly [string, string | null])[]): Partial<ListedPerson> => ({ citizenship: periods.map(([from, to]) => ({ from, to })) });

it.each([
  ['nothing is wrong', person(), []],
  ['born later', person({ birthDate: '2024-05-05', ...citizen(['2024-05-05', null]) }), [2023]],
  ['of age', person({ birthDate: '2007-06-01', ...citizen(['2007-06-01', null]) }), [2025]],
  ['died', person({ diedOn: '2024-06-01' }), [2024, 2025]],
  ['died, which ended citizenship', person({ diedOn: '2026-06-01', ...citizen([BORN, '2026-06-01']) }), []],
  ['lost citizenship before the death', person({ diedOn: '2026-06-01', ...citizen([BORN, '2026-05-01']) }), [2023, 2024, 2025]],
  ['never a citizen', person(citizen()), [2023, 2024, 2025]],
  ['a gap between two lists', person(citizen([BORN, '2024-03-01'], ['2024-09-01', null])), [2023]],
  ['lost after the last list before majority', person({ birthDate: '2007-05-05', ...citizen(['2007-05-05', '2025-01-15']) }), [2025]],
  ['lost before it', person({ birthDate: '2007-05-05', ...citizen(['2007-05-05', '2024-03-01']) }), [2023, 2024, 2025]],
  ['naturalised', person(citizen(['2024-01-01', null])), [2023]],
] as const)('%s', (_what, who, years) => {
  expect(wronglyCounted(who, YEARS, new Set([2023, 2024, 2025]))).toEqual(years);
  // Only what stands on the books.
  expect(wronglyCounted(who, YEARS, new Set())).toEqual([]);
});
