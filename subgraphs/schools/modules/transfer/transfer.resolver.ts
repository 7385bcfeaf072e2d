import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { EDUCATION } from '../access/scope.js';
import { EnrolPupilInput } from '../admission/application.input.type.js';
import { SchoolApplicationOutcome } from '../admission/application-outcome.type.js';
import { EndEnrolmentInput } from './end-enrolment.input.type.js';
import { endEnrolment, EnrolmentOutcome } from './end-enrolment.js';
import { enrolPupil, transferPupil } from './take-on.js';

const REFUSALS = 'Refusals: UNKNOWN_APPLICATION, VERSION_CONFLICT, NOT_IN_THIS_STATE, CONTRADICTORY (the other kind of application), OUT_OF_ORDER (before the application, or before the child came where it is), NO_PLACE (on the first day the place is still that of a pupil who is to leave).';

@Resolver()
export class TransferResolver {
  @Directive(EDUCATION)
  @Mutation(() => SchoolApplicationOutcome, { nullable: true, description: `Puts a child on the roll whose application for a first place was accepted; a pre-school class ends with it. ${REFUSALS}` })
  enrolPupil(@Arg('input', () => EnrolPupilInput, { description: 'Where, and from when.' }) input: EnrolPupilInput, @Ctx() context: SubgraphContext): Promise<SchoolApplicationOutcome> {
    return enrolPupil(context, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolApplicationOutcome, { nullable: true, description: `Takes over a pupil whose application for another school was accepted: the place in the school before ends on the same day, and stays in the history. ${REFUSALS}` })
  transferPupil(@Arg('input', () => EnrolPupilInput, { description: 'Where, and from when.' }) input: EnrolPupilInput, @Ctx() context: SubgraphContext): Promise<SchoolApplicationOutcome> {
    return transferPupil(context, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => EnrolmentOutcome, { nullable: true, description: 'A pupil leaves school; the place goes to who waits for one. Refusals: UNKNOWN_ENROLMENT, OUT_OF_ORDER, CONTRADICTORY (a reason that is none after the class).' })
  endEnrolment(@Arg('input', () => EndEnrolmentInput, { description: 'When, and why.' }) input: EndEnrolmentInput, @Ctx() context: SubgraphContext): Promise<EnrolmentOutcome> {
    return endEnrolment(context, input);
  }
}
