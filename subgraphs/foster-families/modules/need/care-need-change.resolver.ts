import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { amendCareNeed, closeNeed } from './amend-care-need.js';
import { CareNeedOutcome } from './care-need-outcome.type.js';
import { AmendCareNeedInput, CloseCareNeedInput, MoveCareNeedInput, RecordCareNeedInput } from './care-need.input.type.js';
import { moveCareNeed } from './move-care-need.js';
import { recordCareNeed } from './record-care-need.js';

const RECORD = ruleOf('recordCareNeed');
const MOVE = ruleOf('moveCareNeed');
const AMEND = ruleOf('amendCareNeed');
const CLOSE = ruleOf('closeCareNeed');

@Resolver()
export class CareNeedChangeResolver {
  @Directive(CARE)
  @Mutation(() => CareNeedOutcome, {
    nullable: true,
    description:
      'Begins a child\'s record in the databank. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, UNKNOWN_PERSON (the child, or a sibling), BEFORE_BIRTH, AFTER_DEATH, WRONG_AGE, ALREADY_PLACED (in a family, anywhere), ALREADY_RECORDED (an open record, anywhere).',
  })
  recordCareNeed(@Arg('input', () => RecordCareNeedInput, { description: 'The child.' }) input: RecordCareNeedInput, @Ctx() context: SubgraphContext): Promise<CareNeedOutcome> {
    return recordCareNeed(context, RECORD, input);
  }

  @Directive(CARE)
  @Mutation(() => CareNeedOutcome, {
    nullable: true,
    description:
      'Takes a step of a record: to hospital and back, the primary record, registration by the region and centrally. Terms run from the step before. Refusals: UNKNOWN_NEED, VERSION_CONFLICT, NOT_IN_THIS_STATE, OUT_OF_ORDER (before the step before), ALREADY_RECORDED (a second examination), NOT_ON_RECORD (discharged from no hospital).',
  })
  moveCareNeed(@Arg('input', () => MoveCareNeedInput, { description: 'The step.' }) input: MoveCareNeedInput, @Ctx() context: SubgraphContext): Promise<CareNeedOutcome> {
    return moveCareNeed(context, MOVE, input);
  }

  @Directive(CARE)
  @Mutation(() => CareNeedOutcome, {
    nullable: true,
    description: 'Adds reasons, brothers and sisters, papers, or what a family is looked for by, to an open record. Refusals: UNKNOWN_NEED, VERSION_CONFLICT, NOT_IN_THIS_STATE (closed), OUT_OF_ORDER, UNKNOWN_PERSON (a sibling).',
  })
  amendCareNeed(@Arg('input', () => AmendCareNeedInput, { description: 'What is added.' }) input: AmendCareNeedInput, @Ctx() context: SubgraphContext): Promise<CareNeedOutcome> {
    return amendCareNeed(context, AMEND, input);
  }

  @Directive(CARE)
  @Mutation(() => CareNeedOutcome, {
    nullable: true,
    description:
      'Closes a record of a child who is in no placement (118-4(1)). A placement in a family, the end of one and the civil registry\'s deaths and adoptions close records by themselves. Refusals: UNKNOWN_NEED, VERSION_CONFLICT, NOT_IN_THIS_STATE (closed already; PLACED_IN_FAMILY), OUT_OF_ORDER, WRONG_AGE, ALREADY_PLACED.',
  })
  closeCareNeed(@Arg('input', () => CloseCareNeedInput, { description: 'The end.' }) input: CloseCareNeedInput, @Ctx() context: SubgraphContext): Promise<CareNeedOutcome> {
    return closeNeed(context, CLOSE, input);
  }
}
