import { enumType, type EnumValue } from '../../../shared/enum.js';

export const CohortAgeBand = enumType('CohortAgeBand', 'Whole years on the last day of the snapshot\'s month; of the dead, as if they lived.', {
  AGE_0_2: 'Up to two.',
  AGE_3_5: 'Three to five.',
  AGE_6_9: 'Six to nine.',
  AGE_10_13: 'Ten to thirteen.',
  AGE_14_17: 'Fourteen to seventeen.',
  AGE_18_UP: 'Grown up.',
});
export type CohortAgeBand = EnumValue<typeof CohortAgeBand>;

/** From what age on each begins. */
export const AGE_BANDS: readonly (readonly [CohortAgeBand, number])[] = [['AGE_0_2', 0], ['AGE_3_5', 3], ['AGE_6_9', 6], ['AGE_10_13', 10], ['AGE_14_17', 14], ['AGE_18_UP', 18]];

export const CohortProgramme = enumType('CohortProgramme', 'A programme by which a child is touched on the snapshot\'s day.', {
  BENEFITS: 'In an award, in the snapshot\'s month.',
  SAVINGS: 'With a claim or an account at the National Fund.',
  CARE: 'In a placement: a family, an institution, or with guests.',
  SCHOOLING: 'On the roll of a school.',
});
export type CohortProgramme = EnumValue<typeof CohortProgramme>;

export const COHORT_PROGRAMMES: readonly CohortProgramme[] = ['BENEFITS', 'SAVINGS', 'CARE', 'SCHOOLING'];

export const CohortMeasure = enumType('CohortMeasure', 'What is counted of a cohort in each month or year: children for whom it was so on some day of it.', {
  IN_BENEFIT: 'In an award.',
  IN_CARE: 'In a placement.',
  ENROLLED: 'On the roll of a school.',
  ON_SAVINGS_LIST: 'On the list of the reporting year; by year only.',
});
export type CohortMeasure = EnumValue<typeof CohortMeasure>;

export const CohortStep = enumType('CohortStep', 'How long the periods of a series are.', { MONTH: 'A month.', YEAR: 'A calendar year.' });
export type CohortStep = EnumValue<typeof CohortStep>;

export const CohortWithheld = enumType('CohortWithheld', 'Why a figure is not told.', {
  TOO_FEW: 'With its noise it is under 35, which it always is of fewer than five children, and never of 65 or more. A sum: it is of so few, or not above zero.',
});
export type CohortWithheld = EnumValue<typeof CohortWithheld>;
