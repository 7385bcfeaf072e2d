import type { Decimal } from 'decimal.js';
import type { FactTerms } from '../../shared/rules/facts.js';

/** What the money of care may depend on. */
export interface CareFacts {
  readonly wards?: number | null | undefined;
  readonly carers?: number | null | undefined;
  /** The ward's own means: wages, alimony, social payments, income from property; tenge a month. */
  readonly wardIncome?: Decimal | null | undefined;
}

export const FACT_TERMS: FactTerms<CareFacts> = {
  ranges: { wards: [0, 50], carers: [0, 10], wardIncome: [0, 1_000_000_000] },
  kinds: { wards: 'the number of children', carers: 'the number of carers who are paid', wardIncome: 'the ward\'s own means, tenge a month' },
};
