import { Field, InputType, Int } from 'type-graphql';
import { DateScalar, UUID } from '../scalars/scalars.js';
import type { CivilDate } from '../clock.js';

/** What the input of every mutation has. */
@InputType()
export abstract class MutationInput {
  @Field(() => UUID, {
    description: 'A random UUID made for this one request. The same key with the same input has one effect and one answer, however often it is sent, for 30 days; with another input it is refused.',
  })
  idempotencyKey!: string;
}

/** What the input of a mutation has that records something which happened in the world. */
@InputType()
export abstract class EventInput extends MutationInput {
  @Field(() => DateScalar, { description: 'The day on which it happened, or on which the decision took effect. Not after `receivedOn`.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which the register received it; today when left out. Not in the future, not before `occurredOn`.' })
  receivedOn?: CivilDate | null;

  @Field(() => String, { description: 'What it is based on: number and date of the act, court decision or certificate. 1 to 200 characters.' })
  source!: string;
}

/** What the input of a mutation has that changes a record. */
@InputType()
export abstract class ChangeInput extends EventInput {
  @Field(() => Int, { description: '`version` of the record as it was read. When the record has another by now, the mutation is refused.' })
  expectedVersion!: number;
}
