import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { AdoptionOutcome } from './adoption-outcome.type.js';
import { EndAdoptionInput, RecordAdoptionInput, RecordAdoptionReportInput } from './adoption.input.type.js';
import { endAdoption, recordAdoptionReport } from './change-adoption.js';
import { recordAdoption } from './record-adoption.js';

const RECORD = ruleOf('recordAdoption');
const REPORT = ruleOf('recordAdoptionReport');
const END = ruleOf('endAdoption');

/** No query lists adoptions: `supervisionCases` has those whose reports are due, for the authority. */
@Resolver()
export class AdoptionResolver {
  @Directive(CARE)
  @Mutation(() => AdoptionOutcome, {
    nullable: true,
    description:
      'Puts an adoption on the register of those whose adopters report (Code on Marriage and Family, 86(4)). Nobody is told, and nothing leads from it to where the child was before (102). Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, UNKNOWN_PERSON, BEFORE_BIRTH, AFTER_DEATH, NOT_A_MINOR, ALREADY_ADOPTED (one is on record that holds), CONTRADICTORY (the child among the adopters).',
  })
  recordAdoption(@Arg('input', () => RecordAdoptionInput, { description: 'The adoption.' }) input: RecordAdoptionInput, @Ctx() context: SubgraphContext): Promise<AdoptionOutcome> {
    return recordAdoption(context, RECORD, input);
  }

  @Directive(CARE)
  @Mutation(() => AdoptionOutcome, {
    nullable: true,
    description: 'Records a report of adopters. Refusals: UNKNOWN_ADOPTION, VERSION_CONFLICT, OUT_OF_ORDER (before the decision), NOT_ON_RECORD (none falls due on that day), ALREADY_RECORDED.',
  })
  recordAdoptionReport(@Arg('input', () => RecordAdoptionReportInput, { description: 'The report.' }) input: RecordAdoptionReportInput, @Ctx() context: SubgraphContext): Promise<AdoptionOutcome> {
    return recordAdoptionReport(context, REPORT, input);
  }

  @Directive(CARE)
  @Mutation(() => AdoptionOutcome, {
    nullable: true,
    description: 'Records that a court has ended an adoption; majority and death end it by themselves. Refusals: UNKNOWN_ADOPTION, VERSION_CONFLICT, OUT_OF_ORDER (before the decision), NOT_IN_THIS_STATE (ended already).',
  })
  endAdoption(@Arg('input', () => EndAdoptionInput, { description: 'The end.' }) input: EndAdoptionInput, @Ctx() context: SubgraphContext): Promise<AdoptionOutcome> {
    return endAdoption(context, END, input);
  }
}
