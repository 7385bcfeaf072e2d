import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { PayoutAction, PayoutRefusalReason, PayoutState } from './payout-codes.type.js';
import type { PayoutEventRow } from './payout.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of an application\'s journal: what was done, when, and by whom. Nobody edits it.' })
export class SavingsPayoutEvent {
  @Field(() => PayoutAction, { description: 'What was done.' })
  action!: PayoutAction;

  @Field(() => PayoutState, { nullable: true, description: 'The state before; null for the first entry.' })
  from!: PayoutState | null;

  @Field(() => PayoutState, { description: 'The state after.' })
  to!: PayoutState;

  @Field(() => PayoutRefusalReason, { nullable: true, description: 'Why it was refused; null for other steps.' })
  reason!: PayoutRefusalReason | null;

  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  occurredOn!: string;

  @Field(() => DateScalar, { description: 'The day on which the programme received it.' })
  receivedOn!: string;

  @Field(() => Int, { description: 'The version that the application got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official did it; null where the official\'s token names none.' })
  organisation!: string | null;
}

export const payoutEventOf = ({ action, fromState: from, toState: to, reason, occurredOn, receivedOn, version, recordedAt, source, organisation }: PayoutEventRow): SavingsPayoutEvent =>
  Object.assign(new SavingsPayoutEvent(), { action, from, to, reason, occurredOn, receivedOn, version, recordedAt: new Date(recordedAt), source, organisation });
