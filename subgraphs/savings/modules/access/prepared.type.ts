import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

/** What a decision has that one official prepares and another releases. */
@ObjectType()
export abstract class Prepared {
  @Field(() => DateScalar, { description: 'The day of the decision. What is booked is of the day of the release.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which it was received.' })
  receivedOn!: CivilDate;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was prepared.' })
  preparedAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When a second official released it.' })
  releasedAt!: string | null;
}
