import { Field, ID, InputType } from 'type-graphql';
import { EventInput } from '../../../shared/mutation/input.type.js';
import { LeaveReason } from '../enrolment/leave-reason.type.js';

@InputType({ description: 'A pupil leaves. `occurredOn` is the first day on which the child is no longer on the roll; of a class that has not begun, the day on which it is given back.' })
export class EndEnrolmentInput extends EventInput {
  @Field(() => ID, { description: '`id` of the enrolment.' })
  enrolment!: string;

  @Field(() => LeaveReason, { description: 'Why: GRADUATED (of the last class), COLLEGE (of the last class of basic education or a later one), MOVED_ABROAD, DEATH or OTHER. Whoever goes to another school is taken over by `transferPupil`.' })
  reason!: LeaveReason;
}
