import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import type { DecisionRow } from './prepared.repository.js';

/** What a decision has that one official prepares and another releases. */
@ObjectType()
export abstract class Prepared {
  @Field(() => ID, { description: 'Opaque id of the decision.' })
  id!: string;

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

export const preparedOf = ({ publicId: id, occurredOn, receivedOn, source, preparedAt, releasedAt }: DecisionRow): Prepared => ({ id, occurredOn, receivedOn, source, preparedAt, releasedAt });
