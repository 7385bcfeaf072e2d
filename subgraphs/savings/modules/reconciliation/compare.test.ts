import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { PUBLISHED_FIGURES } from '../../migrations/reference/published-figures.js';
import { byRegion } from '../region-count/by-region.js';
import { compare, type Booked } from './compare.js';
import type { SavingsFigureCode } from './figure-code.type.js';
import type { FigureRow } from './figure.repository.js';

const figures = (year: number): FigureRow[] => PUBLISHED_FIGURES.filter((one) => one.year === year).map(({ figure, certainty, ...one }) => ({ ...one, figure: figure as SavingsFigureCode, certainty: certainty as 'A' }));

/** What the ledger of the nation would have had in February 2024, by what was published of its children. */
const NATION: Booked = {
  year: 2023,
  perChild: new Decimal('100.52'),
  proof: { transfers: 6_919_131, children: 6_919_131, lowest: '100.52', highest: '100.52', amount: '695511048.12' },
  cohorts: [
    { birthYear: 2006, children: 304_815, accrued: '30640003.80', yield: '0', opened: 304_815, openedAmount: '30640003.80' },
    { birthYear: 2007, children: 6_614_316, accrued: '664871044.32', yield: '0', opened: 0, openedAmount: '0' },
  ],
  regions: byRegion({ children: 6_919_131, turning18: 304_815 }, new Decimal('100.52'), [
    { year: 2023, region: '610000000', children: 922_841, turning18: 41_968, countedAt: '' },
    { year: 2023, region: '750000000', children: 666_443, turning18: null, countedAt: '' },
  ]),
  batches: [{ madeOn: '2024-02-01', persons: 304_815, amount: '30640003.80', openings: 304_815, opened: '30640003.80', takenAlong: 0, takenAlongAmount: '0' }],
  paidBefore: () => [{ isHousing: true, payouts: 127_445, amount: '19690000' }, { isHousing: false, payouts: 78_060, amount: '11920000' }],
};

it('agrees with what was published, to the last place that was', () => {
  const told = compare(figures(2023), NATION).map(({ figure, region, difference, agrees }) => [figure, region, difference?.toFixed(2) ?? null, agrees]);
  expect(told).toEqual([
    ['ACCRUED', null, '-488951.88', true],
    ['SENT_TO_ENPF', null, '-359996.20', true],
    // 695.5 million, to the hundred thousand.
    ['ACCRUED', null, '11048.12', true],
    ['TURNING_18', null, '0.00', true],
    ['PARTICIPANTS', '610000000', '0.00', true],
    ['ACCRUED', '610000000', '977.32', true],
    ['TURNING_18', '610000000', '0.00', true],
    ['TURNING_18_ACCRUED', '610000000', '623.36', true],
    ['PARTICIPANTS', '750000000', '0.00', true],
    ['ACCRUED', '750000000', '850.36', true],
    ['TURNING_18', '750000000', null, null],
    ['TURNING_18_ACCRUED', '750000000', null, null],
    ...['PARTICIPANTS', 'ACCRUED', 'TURNING_18', 'TURNING_18_ACCRUED'].map((figure) => [figure, '190000000', null, null]),
  ]);
  expect(compare(figures(2024), { ...NATION, year: 2024 }).filter(({ figure }) => figure.includes('PAYOUTS')).map(({ difference }) => difference?.toFixed(2))).toEqual(Array(6).fill('0.00'));
});

it('golden row 21: what was paid out adds up, housing and education', () => {
  const sum = (...of: readonly SavingsFigureCode[]): string => figures(2024).filter(({ figure }) => of.includes(figure)).reduce((total, { value }) => total.plus(value), new Decimal(0)).toFixed();
  expect([sum('HOUSING_PAYOUTS', 'EDUCATION_PAYOUTS'), sum('PAYOUTS')]).toEqual(['205505', '205505']);
  expect([sum('HOUSING_PAYOUTS_AMOUNT', 'EDUCATION_PAYOUTS_AMOUNT'), sum('PAYOUTS_AMOUNT')]).toEqual(['31610000', '31610000']);
});

it('shows a difference of one child, or one cent', () => {
  const [one] = compare(figures(2025), { ...NATION, year: 2025, cohorts: [{ birthYear: 2008, children: 356_614, accrued: '0', yield: '0', opened: 0, openedAmount: '0' }] });
  expect(one).toMatchObject({ figure: 'TURNING_18', agrees: false, difference: new Decimal(1) });
});
