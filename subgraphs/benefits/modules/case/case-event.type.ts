import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { BenefitCaseAction, BenefitCaseState, BenefitRefusalReason } from './case-codes.type.js';
import type { CaseEventRow } from './case.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of a case\'s journal: what was done, when, and by whom.' })
export class BenefitCaseEvent {
  @Field(() => BenefitCaseAction, { description: 'What was done.' })
  action!: BenefitCaseAction;

  @Field(() => BenefitCaseState, { nullable: true, description: 'The state before; null for the first entry.' })
  from!: BenefitCaseState | null;

  @Field(() => BenefitCaseState, { description: 'The state after.' })
  to!: BenefitCaseState;

  @Field(() => BenefitRefusalReason, { nullable: true, description: 'Why it was refused; null for other steps.' })
  reason!: BenefitRefusalReason | null;

  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the programme received it.' })
  receivedOn!: CivilDate;

  @Field(() => Int, { description: 'The version that the case got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Directive(BENEFITS)
  @Field(() => String, { nullable: true, description: 'What it is based on.' })
  source!: string;

  @Directive(BENEFITS)
  @Field(() => BIN, { nullable: true, description: 'The body whose official did it; null for what a register told of, or where the official\'s token names none.' })
  organisation!: string | null;
}

export const caseEventOf = ({ action, fromState: from, toState: to, reason, occurredOn, receivedOn, version, recordedAt, source, organisation }: CaseEventRow): BenefitCaseEvent =>
  Object.assign(new BenefitCaseEvent(), { action, from, to, reason, occurredOn, receivedOn, version, recordedAt: new Date(recordedAt), source, organisation });
