import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { BENEFITS } from '../access/scope.js';
import { ruleOf } from '../award/decision.js';
import { BenefitCaseOutcome } from './case-outcome.type.js';
import { DecideBenefitCaseInput, MoveBenefitCaseInput, RecordSmsReplyInput, SubmitBenefitCaseInput } from './case.input.type.js';
import { decideCase } from './decide-case.js';
import { moveCase } from './move-case.js';
import { recordSmsReply } from './sms-reply.js';
import { submitCase } from './submit-case.js';

const SUBMIT = ruleOf('submitBenefitCase');
const REPLY = ruleOf('recordSmsReply');
const MOVE = ruleOf('moveBenefitCase');
const DECIDE = ruleOf('decideBenefitCase');

@Resolver()
export class CaseChangeResolver {
  @Directive(BENEFITS)
  @Mutation(() => BenefitCaseOutcome, {
    nullable: true,
    description: 'Takes an application. Refusals: TOO_LATE_TO_APPLY, ALREADY_RECORDED (73(1)1: assigned, applied for or consented to already, wherever in the country), OUTSIDE_YOUR_REGIONS, UNKNOWN_PLACE, BEFORE_BIRTH.',
  })
  submitBenefitCase(@Arg('input', () => SubmitBenefitCaseInput, { description: 'The application.' }) input: SubmitBenefitCaseInput, @Ctx() context: SubgraphContext): Promise<BenefitCaseOutcome> {
    return submitCase(context, SUBMIT, input);
  }

  @Directive(BENEFITS)
  @Mutation(() => BenefitCaseOutcome, {
    nullable: true,
    description: 'Takes the reply to an offer, from the ministry\'s SMS gateway. YES takes the place of an application (Social Code, 72(1)). The same reply again changes nothing. Refusals: UNKNOWN_CASE, NOT_IN_THIS_STATE (expired, or another reply was first), OUT_OF_ORDER (before the offer), ALREADY_RECORDED (applied for meanwhile).',
  })
  recordSmsReply(@Arg('input', () => RecordSmsReplyInput, { description: 'The reply.' }) input: RecordSmsReplyInput, @Ctx() context: SubgraphContext): Promise<BenefitCaseOutcome> {
    return recordSmsReply(context, REPLY, input);
  }

  @Directive(BENEFITS)
  @Mutation(() => BenefitCaseOutcome, {
    nullable: true,
    description: 'Takes a step that decides nothing yet: check, missing papers, appeal. Refusals: UNKNOWN_CASE, VERSION_CONFLICT, NOT_IN_THIS_STATE, OUT_OF_ORDER (before the application).',
  })
  moveBenefitCase(@Arg('input', () => MoveBenefitCaseInput, { description: 'The step.' }) input: MoveBenefitCaseInput, @Ctx() context: SubgraphContext): Promise<BenefitCaseOutcome> {
    return moveCase(context, MOVE, input);
  }

  @Directive(BENEFITS)
  @Mutation(() => BenefitCaseOutcome, {
    nullable: true,
    description: 'Decides a case, or its appeal. What is assigned follows from the rules and the facts: first and last day within the limits of application and backdating, amounts, version of the rule. Refusals: UNKNOWN_CASE, VERSION_CONFLICT, NOT_IN_THIS_STATE, TOO_LATE_TO_APPLY, NO_RIGHT (with the condition and its article: also where a benefit that excludes it is awarded for a child anywhere in the country, where contributions on record say otherwise than the decider, and where the rate of full orphans is asked for by a parent on record), ALREADY_RECORDED (awarded meanwhile), OUT_OF_ORDER (before the application). A fact that is needed and missing is BAD_USER_INPUT and named.',
  })
  decideBenefitCase(@Arg('input', () => DecideBenefitCaseInput, { description: 'The decision.' }) input: DecideBenefitCaseInput, @Ctx() context: SubgraphContext): Promise<BenefitCaseOutcome> {
    return decideCase(context, DECIDE, input);
  }
}
