import type { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import type { FactTerms } from '../../shared/rules/facts.js';

/** What an amount may depend on. Each rule says which of them it needs. */
export interface BenefitFacts {
  readonly birthOrder?: number | null | undefined;
  readonly childrenCount?: number | null | undefined;
  readonly childAgeYears?: number | null | undefined;
  readonly disabilityGroup?: 'I' | 'II' | 'III' | null | undefined;
  readonly disabledSinceChildhood?: boolean | null | undefined;
  readonly survivorsCount?: number | null | undefined;
  readonly fullOrphan?: boolean | null | undefined;
  readonly otherDependants?: number | null | undefined;
  readonly insuranceMonths?: number | null | undefined;
  readonly rightArisesOn?: CivilDate | null | undefined;
  readonly motherAward?: 'KUMIS_ALQA' | 'ALTYN_ALQA' | null | undefined;
  readonly averageMonthlyIncome?: Decimal | null | undefined;
  readonly leaveDays?: number | null | undefined;
  readonly perCapitaIncome?: Decimal | null | undefined;
  readonly familyMembers?: number | null | undefined;
  readonly centre?: boolean | null | undefined;
  readonly regionKato?: string | null | undefined;
}

export type FactName = keyof BenefitFacts;

/** Least and most of each number; what lies outside is a typing error. */
const RANGES: FactTerms<BenefitFacts>['ranges'] = {
  birthOrder: [1, 30],
  childrenCount: [0, 50],
  childAgeYears: [0, 120],
  survivorsCount: [1, 50],
  otherDependants: [0, 50],
  insuranceMonths: [0, 900],
  averageMonthlyIncome: [0, 1_000_000_000],
  leaveDays: [1, 184],
  perCapitaIncome: [0, 1_000_000_000],
  familyMembers: [1, 50],
};

const KINDS: FactTerms<BenefitFacts>['kinds'] = {
  birthOrder: 'the order of the child among the children counted',
  childrenCount: 'the number of children counted',
  childAgeYears: 'full years of age',
  disabilityGroup: 'I, II or III',
  disabledSinceChildhood: 'true or false',
  survivorsCount: 'the number of family members entitled',
  fullOrphan: 'true or false',
  otherDependants: 'the number of further family members entitled',
  insuranceMonths: 'months of participation in social insurance',
  rightArisesOn: 'a day',
  motherAward: 'KUMIS_ALQA or ALTYN_ALQA',
  averageMonthlyIncome: 'tenge a month',
  leaveDays: 'calendar days',
  perCapitaIncome: 'tenge a month for each member of the family',
  familyMembers: 'the number of members of the family',
  centre: 'true or false; for one member of a family alone (235(2))',
  regionKato: 'KATO of a region',
};

export const FACT_TERMS: FactTerms<BenefitFacts> = { ranges: RANGES, kinds: KINDS };
