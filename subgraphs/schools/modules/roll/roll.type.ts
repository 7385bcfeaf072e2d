import { Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

@ObjectType({ description: 'Pupils who are taught in one shift.' })
export class ShiftPupils {
  @Field(() => Int, { description: 'The shift: 1, 2 or 3.' })
  shift!: number;

  @Field(() => Int, { description: 'Pupils.' })
  pupils!: number;
}

@ObjectType({ description: 'How many pupils a school had on the first day of a school year. Children whose whereabouts are withheld are not counted.' })
export class SchoolRoll {
  @Field(() => DateScalar, { description: 'The day of the count: the first of a school year.' })
  countedOn!: string;

  @Field(() => Int, { nullable: true, description: 'Pupils on the roll; null where they are fewer than five.' })
  pupils!: number | null;

  @ListSize(3)
  @Field(() => [ShiftPupils], { nullable: true, description: 'The same by shift; null where one shift has fewer than five.' })
  byShift!: ShiftPupils[] | null;
}
