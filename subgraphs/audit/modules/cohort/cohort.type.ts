import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { DateScalar, UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT } from '../access/scope.js';
import { Region } from '../region/region.type.js';
import type { AskedCohort } from './asked-cohort.js';
import { CohortAgeBand, CohortProgramme, CohortWithheld } from './cohort-codes.type.js';
import { CohortSex } from './filter/cohort-codes.type.js';

const COUNTED = 'Children, give or take a noise: a whole number from -30 to 30 that is the same for the same children and the same question in the same words, and 10 as a standard deviation. Null where `withheld` says why.';

@Directive(AUDIT)
@ObjectType({ description: 'How many children.' })
export class CohortCount {
  @Field(() => Int, { nullable: true, description: COUNTED })
  children!: number | null;

  @Field(() => CohortWithheld, { nullable: true, description: 'Why the figure is not told; null where it is.' })
  withheld!: CohortWithheld | null;
}

@Directive(AUDIT)
@ObjectType({ description: 'A group of a breakdown. What it is not broken down by is null. Groups do not add up to the whole: each has a noise of its own.' })
export class CohortGroup extends CohortCount {
  @Field(() => Region, { nullable: true, description: 'The region; null for children without one, and those whose place is withheld.' })
  region!: Region | null;

  @Field(() => CohortAgeBand, { nullable: true, description: 'The age band.' })
  ageBand!: CohortAgeBand | null;

  @Field(() => CohortSex, { nullable: true, description: 'Sex.' })
  sex!: CohortSex | null;
}

@Directive(AUDIT)
@ObjectType({ description: 'Children of the cohort whom each of these programmes touches on the snapshot\'s day.' })
export class CohortOverlap extends CohortCount {
  @Field(() => CohortProgramme, { nullable: true, description: 'One of them.' })
  programme!: CohortProgramme;

  @Field(() => CohortProgramme, { nullable: true, description: 'The other one; the same as `programme` for all whom that one touches.' })
  and!: CohortProgramme;
}

@Directive(AUDIT)
@ObjectType({ description: 'Children in a month or year.' })
export class CohortPoint extends CohortCount {
  @Field(() => DateScalar, { nullable: true, description: 'First day of the period.' })
  from!: string;
}

@Directive(AUDIT)
@ObjectType({ description: 'A sum of money.' })
export class CohortSum {
  @Field(() => DateScalar, { nullable: true, description: 'First day of the period.' })
  from!: string;

  @Field(() => Money, {
    nullable: true,
    description: 'Give or take a noise, which is up to 30.5 times, with 10 as a standard deviation, the most that one child of the snapshot can have in such a sum (of each programme asked about, the largest award), whoever the cohort is; then rounded, to 10,000 tenge or 100 dollars. Null where `withheld` says why.',
  })
  amount!: Money | null;

  @Field(() => CohortWithheld, { nullable: true, description: 'Why the sum is not told; null where it is.' })
  withheld!: CohortWithheld | null;
}

@Directive(AUDIT)
@ObjectType({
  description: 'Children of a snapshot about whom a filter is true, as figures: nobody is listed. Figures have noise by the cell-key method (docs/adr/0054), and what is of few children is not told. Rules find exact rows; this says how many there are of what.',
})
export class AuditCohort {
  /** What it is asked by; no field. */
  asked!: AskedCohort;

  @Field(() => UUID, { nullable: true, description: 'Id of the snapshot that answers.' })
  snapshot!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Its moment: numerator and denominator of whatever is made of two figures of it.' })
  asOf!: string;
}
