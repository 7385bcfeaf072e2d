import type { Decimal } from 'decimal.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';

@ObjectType({ description: 'Schools and places of a region against its pupils. Children whose whereabouts are withheld are not counted.' })
export class SchoolInfrastructure {
  /** Whose it is, for what is counted besides. */
  regionKato!: string;

  @Field(() => DateScalar, { description: 'The day of the count: the first day of the current school year.' })
  asOf!: string;

  @Field(() => Int, { description: 'Schools at work.' })
  schools!: number;

  @Field(() => Int, { description: 'Their places by design, in one shift.' })
  designCapacity!: number;

  @Field(() => Int, { description: 'Shifts in which places are counted (the ministry\'s convention, Query.schoolNorms).' })
  shiftsCounted!: number;

  @Field(() => Int, { description: 'Places in so many shifts.' })
  places!: number;

  @Field(() => Int, { nullable: true, description: 'Pupils on the rolls; null where the number would tell that of a school with fewer than five.' })
  pupils!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Pupils per place by design, two decimals; null without pupils told.' })
  shiftCoefficient!: Decimal | null;

  @Field(() => Int, { description: 'Places missing: pupils beyond the places of their school, added up school by school; free places elsewhere do not make up for them.' })
  deficit!: number;
}
