import type { Decimal } from 'decimal.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { Region } from '../place/place.type.js';
import type { CountedPlace } from './within.js';

@ObjectType({ description: 'Schools and places of the country, a region or a district against its pupils. Children whose whereabouts are withheld are not counted.' })
export class SchoolInfrastructure {
  /** Of what it is, for what is counted besides. */
  place!: CountedPlace;

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

  @Field(() => Int, { nullable: true, description: 'Pupils on the rolls; null where the number, beside those of regions, districts and schools, would tell that of a school with fewer than five.' })
  pupils!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Pupils per place by design, two decimals; null without pupils told.' })
  shiftCoefficient!: Decimal | null;

  @Field(() => Int, { description: 'Places missing: pupils beyond the places of their school, added up school by school; free places elsewhere do not make up for them.' })
  deficit!: number;

  @Field(() => Int, { description: 'Schools with more pupils than places in so many shifts.' })
  crowdedSchools!: number;

  @Field(() => Int, { description: 'Schools that work in three shifts.' })
  threeShiftSchools!: number;

  @Field(() => Int, { description: 'Schools in a building declared unsafe.' })
  emergencySchools!: number;
}

@ObjectType({ description: 'Schools, places and pupils of the country, and region by region.' })
export class SchoolDashboard {
  @Field(() => SchoolInfrastructure, { description: 'The whole country.' })
  nation!: SchoolInfrastructure;

  @ListSize(20)
  @Field(() => [Region], { description: 'The regions that have schools, by KATO code.' })
  regions!: Region[];
}
