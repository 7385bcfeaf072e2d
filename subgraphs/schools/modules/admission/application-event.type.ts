import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { ApplicationAction, ApplicationState, RefusalReason } from './application-codes.type.js';
import type { ApplicationEventRow } from './application.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of an application\'s journal: what was done, when, and by whom. Nobody edits it.' })
export class SchoolApplicationEvent {
  @Field(() => ApplicationAction, { description: 'What was done.' })
  action!: ApplicationAction;

  @Field(() => ApplicationState, { nullable: true, description: 'The state before; null for the first entry.' })
  from!: ApplicationState | null;

  @Field(() => ApplicationState, { description: 'The state after.' })
  to!: ApplicationState;

  @Field(() => RefusalReason, { nullable: true, description: 'The ground of a refusal; null for other steps.' })
  reason!: RefusalReason | null;

  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  occurredOn!: string;

  @Field(() => DateScalar, { description: 'The day on which the register received it.' })
  receivedOn!: string;

  @Field(() => Int, { description: 'The version that the application got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official did it; null for what the family or a rule did.' })
  organisation!: string | null;
}

export const applicationEventOf = ({ action, fromState: from, toState: to, reason, occurredOn, receivedOn, version, recordedAt, source, organisation }: ApplicationEventRow): SchoolApplicationEvent =>
  Object.assign(new SchoolApplicationEvent(), { action, from, to, reason, occurredOn, receivedOn, version, recordedAt: new Date(recordedAt), source, organisation });
