import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { EDUCATION } from '../access/scope.js';
import { SchoolIntake } from '../intake/intake.type.js';
import { School } from '../school/school.type.js';

@ObjectType({ description: 'A school of the child\'s district with places in the class.' })
export class NearbyPlace {
  /** Whose district it tells. */
  iin!: string;

  @Directive(EDUCATION)
  @Field(() => School, { nullable: true, description: 'The school.' })
  school!: School;

  @Directive(EDUCATION)
  @Field(() => SchoolIntake, { nullable: true, description: 'Its places.' })
  intake!: SchoolIntake;
}

@ObjectType({ description: 'A child of school age who goes to no school.' })
export class WithoutPlace {
  /** Whose it is. */
  iin!: string;

  @Directive(EDUCATION)
  @Field(() => DateScalar, { nullable: true, description: 'Since when: the end of the last enrolment, or the first day of the school year in which the child had the age for class 1.' })
  since!: string;

  @Directive(EDUCATION)
  @Field(() => Int, { nullable: true, description: 'The class that the child belongs in: after the last one finished, or the one that was left; 1 for a child who never went to school.' })
  classNumber!: number;

  @Directive(EDUCATION)
  @ListSize(5)
  @Field(() => [NearbyPlace], { nullable: true, description: 'Schools of the district where the child is registered that have places in that class this school year, those with most first, and last those of which it is not told how many.' })
  nearby!: NearbyPlace[];
}
