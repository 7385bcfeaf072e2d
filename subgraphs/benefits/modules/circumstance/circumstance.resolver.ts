import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { BENEFITS } from '../access/scope.js';
import { ruleOf } from '../award/decision.js';
import { changeRecipient, recalculateAward, resumeAward } from './change-award.js';
import { BenefitAwardOutcome, ReportedCircumstanceOutcome } from './circumstance-outcome.type.js';
import { ChangeRecipientInput, RecalculateAwardInput, ReportCircumstanceInput, ResumeAwardInput } from './circumstance.input.type.js';
import { reportCircumstance } from './report.js';

const REPORT = ruleOf('reportCircumstance');
const RESUME = ruleOf('resumeAward');
const RECALCULATE = ruleOf('recalculateAward');
const CHANGE = ruleOf('changeRecipient');

@Resolver()
export class CircumstanceResolver {
  @Directive(BENEFITS)
  @Mutation(() => ReportedCircumstanceOutcome, {
    nullable: true,
    description: 'Records a change of circumstance, and does to every award concerned what the Social Code says: suspends, ends or recalculates it, or leaves it, from the day that the law counts from. Refusals: UNKNOWN_AWARD, NO_GROUND (the Code has none there, or the awards are over by then), ALREADY_RECORDED.',
  })
  reportCircumstance(@Arg('input', () => ReportCircumstanceInput, { description: 'What happened.' }) input: ReportCircumstanceInput, @Ctx() context: SubgraphContext): Promise<ReportedCircumstanceOutcome> {
    return reportCircumstance(context, REPORT, input);
  }

  @Directive(BENEFITS)
  @Mutation(() => BenefitAwardOutcome, {
    nullable: true,
    description: 'Resumes a suspended award. By its cause it is paid from where it stopped (three years back at most), or from the end of the cause; what lies between is not due. Refusals: UNKNOWN_AWARD, VERSION_CONFLICT, NOT_IN_THIS_STATE (not suspended, or until somebody else receives it), NO_RIGHT (what excludes it is awarded for a child meanwhile, or the recipient has died or is without rights by what the civil registry has told).',
  })
  resumeAward(@Arg('input', () => ResumeAwardInput, { description: 'The end of the cause.' }) input: ResumeAwardInput, @Ctx() context: SubgraphContext): Promise<BenefitAwardOutcome> {
    return resumeAward(context, RESUME, input);
  }

  @Directive(BENEFITS)
  @Mutation(() => BenefitAwardOutcome, {
    nullable: true,
    description: 'Computes an award anew by the rules, from `occurredOn` on. Refusals: UNKNOWN_AWARD, VERSION_CONFLICT, NOT_IN_THIS_STATE (ended), OUT_OF_ORDER (after its last day), NO_RIGHT (nothing is due on these facts: report what ended it).',
  })
  recalculateAward(@Arg('input', () => RecalculateAwardInput, { description: 'The facts.' }) input: RecalculateAwardInput, @Ctx() context: SubgraphContext): Promise<BenefitAwardOutcome> {
    return recalculateAward(context, RECALCULATE, input);
  }

  @Directive(BENEFITS)
  @Mutation(() => BenefitAwardOutcome, {
    nullable: true,
    description: 'Gives the benefit to another recipient: this award ends, and the answer is another one for the same children, paid from where this one stopped. Refusals: UNKNOWN_AWARD, VERSION_CONFLICT, NOT_IN_THIS_STATE (ended), NO_GROUND (due to its recipient alone), NO_RIGHT (what excludes it is awarded for a child, or the civil registry has told that the new recipient has died or is without rights to one), OUTSIDE_YOUR_REGIONS, UNKNOWN_PLACE, OUT_OF_ORDER (after its last day).',
  })
  changeRecipient(@Arg('input', () => ChangeRecipientInput, { description: 'Who receives it.' }) input: ChangeRecipientInput, @Ctx() context: SubgraphContext): Promise<BenefitAwardOutcome> {
    return changeRecipient(context, CHANGE, input);
  }
}
