import type { Decimal } from 'decimal.js';
import { Field, InputType, Int } from 'type-graphql';
import { BIN, DateScalar, DecimalScalar, KATO } from '../../../../shared/scalars/scalars.js';
import { CohortBenefit, CohortCareForm, CohortEndReason, CohortPayoutState, CohortRightsStatus, CohortSex, CohortTeachingLanguage } from './cohort-codes.type.js';

/** Months, both of them included. */
@InputType({ description: 'Months, both included, none after the snapshot\'s; any day of a month names it. Without either: at any time.' })
export class CohortMonths {
  @Field(() => DateScalar, { nullable: true, description: 'The first month; without it, from the beginning.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last month; without it, up to the end of what is known. The same as `from` for one month.' })
  to?: string | null;
}

@InputType({ description: 'What the civil registry has of the child on the snapshot\'s day; every condition given must hold.' })
export class CohortChildFilter {
  @Field(() => [KATO], { nullable: true, description: 'Lives in one of these regions (KATO of a region, not of a district); not a child whose place is withheld.' })
  regions?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'This many whole years or more, 0 to 120, as on the last day of the snapshot\'s month.' })
  ageFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'This many whole years or fewer, likewise; not less than `ageFrom`.' })
  ageTo?: number | null;

  @Field(() => CohortSex, { nullable: true, description: 'Sex.' })
  sex?: CohortSex | null;

  @Field(() => CohortMonths, { nullable: true, description: 'Born in one of these months.' })
  born?: CohortMonths | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the child has died.' })
  died?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a citizen of Kazakhstan; nobody who has died.' })
  citizen?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether registered at an address in the country.' })
  resident?: boolean | null;
}

@InputType({ description: 'One award of which all of this is true, with the child in it; an award that was found never to have been due is none.' })
export class CohortBenefitFilter {
  @Field(() => [CohortBenefit], { nullable: true, description: 'Of one of these programmes.' })
  programmes?: CohortBenefit[] | null;

  @Field(() => CohortMonths, { nullable: true, description: 'With the child in it in one of these months.' })
  months?: CohortMonths | null;

  @Field(() => CohortMonths, { nullable: true, description: 'Paid out for one of these months, in which the child was in it.' })
  paidFor?: CohortMonths | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these cases of a programme, e.g. CHILDREN_5, in one of `months`; others than programmes have are refused.' })
  tiers?: string[] | null;

  @Field(() => [CohortEndReason], { nullable: true, description: 'Ended for one of these reasons.' })
  endReasons?: CohortEndReason[] | null;
}

@InputType({ description: 'Savings from the National Fund; every condition given must hold, each by itself. Without any: on the programme\'s list.' })
export class CohortSavingsFilter {
  @Field(() => [Int], { nullable: true, description: 'On the list of one of these reporting years, from 2023 to the snapshot\'s.' })
  onListOf?: number[] | null;

  @Field(() => [Int], { nullable: true, description: 'Due the sum of one of these reporting years, likewise, and not credited it.' })
  missedIn?: number[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a claim of the child lasts.' })
  claim?: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'This much or more on one claim or account, USD, not negative.' })
  balanceFrom?: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'This much or less on it, USD, not less than `balanceFrom`.' })
  balanceTo?: Decimal | null;

  @Field(() => [CohortPayoutState], { nullable: true, description: 'With an application for savings that stands at one of these.' })
  payouts?: CohortPayoutState[] | null;

  @Field(() => CohortMonths, { nullable: true, description: 'With an application for savings of these months, which stands at one of `payouts` if those are given.' })
  payoutMonths?: CohortMonths | null;
}

@InputType({ description: 'One placement of which all of this is true.' })
export class CohortCareFilter {
  @Field(() => [CohortCareForm], { nullable: true, description: 'In one of these forms.' })
  forms?: CohortCareForm[] | null;

  @Field(() => CohortMonths, { nullable: true, description: 'For a day of one of these months.' })
  months?: CohortMonths | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it ended with a family that gave the child back, or from which it was taken.' })
  cameBack?: boolean | null;

  @Field(() => BIN, { nullable: true, description: 'In this institution; not a child whose place is withheld.' })
  institution?: string | null;
}

@InputType({ description: 'One enrolment of which all of this is true; what tells a place is true of no child whose place is withheld.' })
export class CohortSchoolingFilter {
  @Field(() => CohortMonths, { nullable: true, description: 'For a day of one of these months.' })
  months?: CohortMonths | null;

  @Field(() => Int, { nullable: true, description: 'In this class or a higher one, 0 to 11.' })
  classFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'In this class or a lower one, 0 to 11, not below `classFrom`.' })
  classTo?: number | null;

  @Field(() => [Int], { nullable: true, description: 'In one of these shifts, 1 to 3.' })
  shifts?: number[] | null;

  @Field(() => [CohortTeachingLanguage], { nullable: true, description: 'Taught in one of these languages.' })
  languages?: CohortTeachingLanguage[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether at a school that had somebody on the roll of a third shift in the last school year.' })
  threeShift?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether in a building that is unsafe.' })
  emergency?: boolean | null;
}

@InputType({ description: 'One decision of a court about the rights of a parent of the child, of which all of this is true.' })
export class CohortRightsFilter {
  @Field(() => [CohortRightsStatus], { nullable: true, description: 'One of these.' })
  statuses?: CohortRightsStatus[] | null;

  @Field(() => CohortMonths, { nullable: true, description: 'In force in one of these months, the one in which it ended included.' })
  months?: CohortMonths | null;
}

@InputType({ description: 'One entry of the register of guardianships of which all of this is true.' })
export class CohortGuardianshipFilter {
  @Field(() => [CohortCareForm], { nullable: true, description: 'In one of these forms.' })
  forms?: CohortCareForm[] | null;

  @Field(() => CohortMonths, { nullable: true, description: 'In force in one of these months, the one in which it ended included.' })
  months?: CohortMonths | null;
}

@InputType({
  description: 'Which children: every part given must hold. `all`, `any` and `not` combine filters, at most six deep, with 40 conditions and combinations and 200 values altogether. Without any part: everybody whose birth was registered as a child\'s, grown up and dead ones included.',
})
export class CohortFilter {
  @Field(() => [CohortFilter], { nullable: true, description: 'Every one of these holds; at least one is given.' })
  all?: CohortFilter[] | null;

  @Field(() => [CohortFilter], { nullable: true, description: 'At least one of these holds; at least one is given.' })
  any?: CohortFilter[] | null;

  @Field(() => CohortFilter, { nullable: true, description: 'This does not hold.' })
  not?: CohortFilter | null;

  @Field(() => CohortChildFilter, { nullable: true, description: 'Who the child is.' })
  child?: CohortChildFilter | null;

  @Field(() => CohortBenefitFilter, { nullable: true, description: 'Has or had such a benefit.' })
  benefit?: CohortBenefitFilter | null;

  @Field(() => CohortSavingsFilter, { nullable: true, description: 'Has or had such savings.' })
  savings?: CohortSavingsFilter | null;

  @Field(() => CohortCareFilter, { nullable: true, description: 'Is or was in such care.' })
  care?: CohortCareFilter | null;

  @Field(() => CohortSchoolingFilter, { nullable: true, description: 'Is or was so enrolled.' })
  schooling?: CohortSchoolingFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether without a place in a school: an application waits, or was refused for want of a place, and the child is on no roll on the snapshot\'s day.' })
  withoutPlace?: boolean | null;

  @Field(() => CohortRightsFilter, { nullable: true, description: 'Has or had a parent whose rights are so.' })
  parentalRights?: CohortRightsFilter | null;

  @Field(() => CohortGuardianshipFilter, { nullable: true, description: 'Is or was so represented.' })
  guardianship?: CohortGuardianshipFilter | null;
}
