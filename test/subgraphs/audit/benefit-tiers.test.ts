import { expect, it } from 'vitest';
import { isBenefitTier } from '../../../subgraphs/audit/modules/cohort/filter/benefit-tiers.js';
import { RATES } from '../../../subgraphs/benefits/migrations/reference/rates.js';

/** Bounds and shares that amounts are worked out with, and that no award is of. */
const NO_CASES = new Set(['INCOME_CAP', 'FULL_ORPHAN_CAP']);

it('knows every case that benefits has a rate for', () => {
  const cases = [...new Set(RATES.map(([, tier]) => tier))].filter((tier) => !NO_CASES.has(tier));
  expect(cases.length).toBeGreaterThan(25);
  expect(cases.filter((tier) => !isBenefitTier(tier))).toEqual([]);
  expect(['NOPE', 'children_5', 'DAYS_', 'DAYS_1260', ...NO_CASES].filter(isBenefitTier)).toEqual([]);
});
