import type { Decimal } from 'decimal.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { District } from '../place/place.type.js';

@ObjectType({
  description: 'Children against places in a school year that has not begun. Children are those registered as living there now, by the age they will have, to the nearest five; whose whereabouts are withheld are not counted. Places are those of schools at work and of projects that open by then (SchoolProject.opensOn), in the shifts counted; one whose planned day has passed is not counted until it is commissioned, or planned anew.',
})
export class SchoolForecast {
  @Field(() => DateScalar, { description: 'First day of the school year.' })
  schoolYear!: string;

  @Field(() => Int, { description: 'Children who have the age for class 1 on that day: born six years before.' })
  class1Children!: number;

  @Field(() => Int, { description: 'Places for them: an eleventh of all places.' })
  class1Places!: number;

  @Field(() => Int, { description: 'Of them without a place in class 1.' })
  class1Deficit!: number;

  @Field(() => Int, { description: 'Children of school age. Those who leave for a college after class 9 are among them.' })
  children!: number;

  @Field(() => Int, { description: 'Places.' })
  places!: number;

  @Field(() => Int, { description: 'Those of them that projects bring.' })
  projectPlaces!: number;

  @Field(() => Int, { description: 'Children without a place, if every place there could be reached.' })
  deficit!: number;
}

@ObjectType({ description: 'A district in which a new school would relieve most children for its cost, with what that goes by.' })
export class NextSchool {
  @Field(() => District, { description: 'The district.' })
  district!: District;

  @Field(() => Int, { description: 'Places missing now, school by school (SchoolInfrastructure.deficit).' })
  deficit!: number;

  @Field(() => SchoolForecast, { description: 'The school year for which it is planned.' })
  forecast!: SchoolForecast;

  @Field(() => Int, { description: 'Children without a place whom it is for: the greater of the two deficits, the one of now less the places that schools brought which opened since it was counted, and that projects bring by then.' })
  without!: number;

  @Field(() => Int, { description: 'Schools there that work in three shifts.' })
  threeShiftSchools!: number;

  @Field(() => Int, { description: 'Schools there in a building declared unsafe.' })
  emergencySchools!: number;

  @Field(() => Int, { description: 'Places by design of the school, in one shift: the capacity, of those with a norm of cost, that relieves most for a tenge.' })
  designCapacity!: number;

  @Field(() => Int, { description: 'Children whom it gives a place, in the shifts counted.' })
  relieved!: number;

  @Field(() => Money, { description: 'What it costs by the norm (Query.buildingCostNorms).' })
  cost!: Money;

  @Field(() => DecimalScalar, { description: 'Children relieved for a billion tenge, one decimal: what districts are ranked by.' })
  childrenPerBillion!: Decimal;
}
