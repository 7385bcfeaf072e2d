import type { Decimal } from 'decimal.js';
import { Field, InputType, Int } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { DateScalar, DecimalScalar, KATO } from '../../../shared/scalars/scalars.js';
import type { BenefitFacts } from '../../rules/facts.js';

export const DisabilityGroup = enumType('DisabilityGroup', 'Group of a disability.', {
  I: 'First group, the gravest.',
  II: 'Second group.',
  III: 'Third group.',
});
export type DisabilityGroup = EnumValue<typeof DisabilityGroup>;

export const MotherAward = enumType('MotherAward', 'State award of a mother of many.', {
  KUMIS_ALQA: 'Күміс алқа.',
  ALTYN_ALQA: 'Алтын алқа, or an earlier title that counts as it: Мать-героиня, Материнская слава I and II.',
});
export type MotherAward = EnumValue<typeof MotherAward>;

@InputType({ description: 'What an amount may depend on. Each programme needs some of these facts, names the one that is missing in its error, and says in its steps which it did not use.' })
export class BenefitFactsInput implements BenefitFacts {
  @Field(() => Int, { nullable: true, description: 'Order of the child among the children counted, 1 to 30. BIRTH, CARE_STATE, CARE_GFSS, OPV_SUBSIDY.' })
  birthOrder?: number | null;

  @Field(() => Int, { nullable: true, description: 'Children counted in the family: minors who live together and full-time students of 18 to 22 wherever they live, 0 to 50. LARGE_FAM.' })
  childrenCount?: number | null;

  @Field(() => Int, { nullable: true, description: 'Full years of the child\'s age (of the person\'s, for disability), 0 to 120. DIS_CHILD, ASP_CHILD; where given, checked by BIRTH, CARE_STATE, CARE_GFSS, OPV_SUBSIDY, DIS_CARER, ADULT_CARER.' })
  childAgeYears?: number | null;

  @Field(() => DisabilityGroup, { nullable: true, description: 'Group of the disability. DIS_CHILD from seven years on, ADULT_CARER.' })
  disabilityGroup?: DisabilityGroup | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an adult is disabled since childhood. DIS_CHILD from eighteen years on.' })
  disabledSinceChildhood?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Family members entitled after the loss of a breadwinner, 1 to 50; with `fullOrphan` the children who lost both parents. SURVIVOR, SURVIVOR_GFSS; DIS_CHILD, where a breadwinner was lost during the disability: the benefit is raised.',
  })
  survivorsCount?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether both parents are lost; no when left out. SURVIVOR, DIS_CHILD.' })
  fullOrphan?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Further family members entitled, beside those in `survivorsCount`, 0 to 50; none when left out. SURVIVOR, SURVIVOR_GFSS, DIS_CHILD.' })
  otherDependants?: number | null;

  @Field(() => Int, { nullable: true, description: 'Months for which social contributions were paid for the breadwinner, 0 to 900. SURVIVOR_GFSS.' })
  insuranceMonths?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day the right arose (birth, adoption, guardianship; death of the breadwinner), not after `on`; `on` when left out. Its minimum wage counts. CARE_GFSS, OPV_SUBSIDY, SURVIVOR_GFSS.',
  })
  rightArisesOn?: string | null;

  @Field(() => MotherAward, { nullable: true, description: 'The mother\'s award. AWARD_MOTHER.' })
  motherAward?: MotherAward | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Average monthly income that social contributions were paid on, tenge, 0 to 1,000,000,000: of 12 months before the right (MATERNITY), of 24 (CARE_GFSS, OPV_SUBSIDY, SURVIVOR_GFSS), months without income included.',
  })
  averageMonthlyIncome?: Decimal | null;

  @Field(() => Int, { nullable: true, description: 'Calendar days of the sick-leave sheet: 126, 140, 170 or 184; asked for after the birth 56, 70, 79 or 93; for adopters 1 to 56. MATERNITY.' })
  leaveDays?: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Income of the family in the quarter before, for each member and month, tenge, 0 to 1,000,000,000. ASP; where given, checked by ASP_CHILD.' })
  perCapitaIncome?: Decimal | null;

  @Field(() => Int, { nullable: true, description: 'Members of the family, 1 to 50. ASP.' })
  familyMembers?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the person lives in a stationary centre for the elderly and the disabled, or for psycho-neurological illness, on full state support, and is no child with a musculoskeletal disorder: 30 %, not below the subsistence minimum. DIS_CHILD; SURVIVOR of one member.' })
  centre?: boolean | null;

  @Field(() => KATO, { nullable: true, description: 'Region whose poverty line counts (KATO). While no line of its own is on record, the line for the country is taken, and a step says so. ASP, ASP_CHILD.' })
  regionKato?: string | null;
}
