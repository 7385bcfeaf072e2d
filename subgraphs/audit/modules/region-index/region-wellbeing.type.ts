import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { Decimal } from 'decimal.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar, DecimalScalar, UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT } from '../access/scope.js';
import { WellbeingMeasure } from './measures.js';

@Directive(AUDIT)
@ObjectType({ description: 'A share of a region\'s children. Both numbers are of the same day, and have noise as those of `auditCohort`; what is of few is null, and so is a share of it.' })
export class RegionMeasure {
  @Field(() => WellbeingMeasure, { nullable: true, description: 'Who is counted, of whom.' })
  measure!: WellbeingMeasure;

  @Field(() => Int, { nullable: true, description: 'Who is counted.' })
  numerator!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of whom.' })
  denominator!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The one divided by the other, three decimals; by noise it may be above one.' })
  share!: Decimal | null;
}

@Directive(AUDIT)
@ObjectType({ description: 'What programmes do for a region\'s children in a year, as a base of the Child Well-being Index: shares, spending and places. Worked out once a month, of one snapshot.' })
export class RegionWellbeing {
  @Field(() => UUID, { nullable: true, description: 'Id of the snapshot that it was worked out of.' })
  snapshot!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Its moment.' })
  asOf!: string;

  @Field(() => Int, { nullable: true, description: 'Version of how it is worked out: raised whenever the same snapshot could have other figures. Years are compared by equal versions; what was worked out by an older one is worked out anew in the next month. 1: birth grants of whatever day were counted; 2: those of the year.' })
  version!: number;

  @Field(() => Int, { nullable: true, description: 'The year.' })
  year!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The day that numerators and denominators are of: the last of the year, or the snapshot\'s in a year that is not over.' })
  day!: string;

  @Field(() => String, { nullable: true, description: 'KATO of the region that the larger part of it belonged to until 8 June 2022, or that it gave a part to; null for the others. Years are from 2023 on, within the present borders: earlier ones would have to be mapped.' })
  bordersChangedWith!: string | null;

  @ListSize(12)
  @Field(() => [RegionMeasure], { nullable: true, description: 'Shares of children, each measure once.' })
  measures!: RegionMeasure[];

  @Field(() => Money, { nullable: true, description: 'What benefits paid out for the year\'s months to the children of `TOUCHED_BY_ONE`\'s denominator, for each of them, tenge, two decimals; with the noise of both. Null where either is withheld.' })
  spendPerChild!: Money | null;

  @Field(() => Int, { nullable: true, description: 'Pupils of its schools on the first day of the school year that begins in the year, exact, as schools publish them; null where that has not begun.' })
  pupils!: number | null;

  @Field(() => Int, { nullable: true, description: 'Places of its schools, in the shifts in which the ministry counts them, exact.' })
  places!: number | null;

  @Field(() => Int, { nullable: true, description: 'Pupils for whom there is no place, school by school, exact.' })
  placesDeficit!: number | null;

  @ListSize(4)
  @Field(() => [String], { nullable: true, description: 'Inputs of the index that no programme of this graph has, in English: they cannot be worked out here.' })
  notHere!: string[];
}
