import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { EDUCATION } from '../access/scope.js';
import { SchoolApplicationOutcome } from './application-outcome.type.js';
import { ApplyForSchoolInput, DecideSchoolApplicationInput, RecordSchoolApplicationInput, WithdrawSchoolApplicationInput } from './application.input.type.js';
import { applyForSchool, recordSchoolApplication, withdrawSchoolApplication } from './apply-for-school.js';
import { decideSchoolApplication } from './decide-application.js';

const TAKES = 'What comes outside of its term, or for a child without the age, is answered with REFUSED at once.';

@Resolver()
export class ApplicationChangeResolver {
  @Directive(EDUCATION)
  @Mutation(() => SchoolApplicationOutcome, {
    nullable: true,
    description: `A parent with full rights, or a representative, applies for a school for their child; one application of a child is open at a time. ${TAKES} Refusals: UNKNOWN_PERSON (no child of the viewer's, as the registers have told), UNKNOWN_SCHOOL, NO_INTAKE, ALREADY_RECORDED, CONTRADICTORY (not the pupil's class).`,
  })
  applyForSchool(@Arg('input', () => ApplyForSchoolInput, { description: 'The application.' }) input: ApplyForSchoolInput, @Ctx() context: SubgraphContext): Promise<SchoolApplicationOutcome> {
    return applyForSchool(context, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolApplicationOutcome, {
    nullable: true,
    description: `The same, recorded by the school's official. ${TAKES} Refusals: UNKNOWN_PERSON (also of a child whose whereabouts are withheld), UNKNOWN_SCHOOL, OUTSIDE_YOUR_REGIONS, NO_INTAKE, ALREADY_RECORDED, CONTRADICTORY.`,
  })
  recordSchoolApplication(@Arg('input', () => RecordSchoolApplicationInput, { description: 'The application.' }) input: RecordSchoolApplicationInput, @Ctx() context: SubgraphContext): Promise<SchoolApplicationOutcome> {
    return recordSchoolApplication(context, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolApplicationOutcome, { nullable: true, description: 'Whoever may act for the child withdraws an application; its place goes to the next of the waiting list. Refusals: UNKNOWN_APPLICATION, NOT_IN_THIS_STATE.' })
  withdrawSchoolApplication(@Arg('input', () => WithdrawSchoolApplicationInput, { description: 'Which one.' }) input: WithdrawSchoolApplicationInput, @Ctx() context: SubgraphContext): Promise<SchoolApplicationOutcome> {
    return withdrawSchoolApplication(context, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolApplicationOutcome, {
    nullable: true,
    description: 'Decides an application. No school takes in more than its places, whatever is decided at once; children of the catchment come first. Refusals: UNKNOWN_APPLICATION, VERSION_CONFLICT, NOT_IN_THIS_STATE, OUT_OF_ORDER, EVIDENCE_MISSING (names the papers), NO_PLACE, GROUND_DOES_NOT_HOLD.',
  })
  decideSchoolApplication(@Arg('input', () => DecideSchoolApplicationInput, { description: 'The decision.' }) input: DecideSchoolApplicationInput, @Ctx() context: SubgraphContext): Promise<SchoolApplicationOutcome> {
    return decideSchoolApplication(context, input);
  }
}
