import { enumType } from '../../../shared/enum.js';

const FIGURES = {
  PER_CHILD: 'The sum for every child, USD; of the books the highest that anybody was credited.',
  PARTICIPANTS: 'Children on the list; of the books those who were credited.',
  ACCRUED: 'The year\'s sums without yields, USD.',
  TURNING_18: 'Those of the children who turn 18 in the year of the run.',
  TURNING_18_ACCRUED: 'The year\'s sums of those who turn 18, USD.',
  SENT_TO_ENPF: 'Assets sent to ЕНПФ for those who turn 18, USD.',
  PAYOUTS: 'Applications paid out since the programme began, and not returned; one that was used in part counts.',
  PAYOUTS_AMOUNT: 'What they came to, without what came back, USD.',
  HOUSING_PAYOUTS: 'Those of them that were for housing.',
  HOUSING_PAYOUTS_AMOUNT: 'What these came to, USD.',
  EDUCATION_PAYOUTS: 'Those of them that were for education.',
  EDUCATION_PAYOUTS_AMOUNT: 'What these came to, USD.',
} as const;

export type SavingsFigureCode = keyof typeof FIGURES;

export const SavingsFigureCode = enumType('SavingsFigureCode', 'What a published figure is of.', FIGURES);
