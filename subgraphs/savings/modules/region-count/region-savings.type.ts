import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';

@ObjectType({
  description: 'What the children of a region were credited for a year. Published, so nobody can be told from it: the civil registry counts them once, without groups under five and without children whose place was withheld; their number is rounded, and everything else follows from it.',
})
export class RegionSavings {
  @Field(() => Int, { description: 'The reporting year, whose run is through.' })
  reportingYear!: number;

  @Field(() => GraphQLDateTime, { description: 'When the civil registry counted where the children of the list lived on its day.' })
  countedAt!: string;

  @Field(() => Int, { description: 'Children on the list, to the nearest ten.' })
  children!: number;

  @Field(() => Money, { description: 'The year\'s sum times `children`, USD without yields: it says no more than they do.' })
  amount!: Money;
}
