import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { openedToOfficials } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { Placement } from '../placement/placement.type.js';
import { recordWardRight } from './record-ward-right.js';
import { rightsOf } from './ward-right.service.js';
import { RecordWardRightInput, WardRight } from './ward-right.type.js';

const RECORD = ruleOf('recordWardRight');

@Resolver(() => Placement)
export class WardRightResolver {
  @Directive(CARE)
  @ListSize(2)
  @FieldResolver(() => [WardRight], { nullable: true, description: 'How housing and alimony of the child stand, while the placement lasts; null of what has ended, waits for its shielding, or is a guest stay. For officials: the authority, of the region, ombudsman and auditors. Withheld while a placement is shielded.' })
  rights(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<WardRight[] | null> {
    return rightsOf(openedToOfficials(held, context), context);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Records how the housing or the alimony of a child in care stands: put in the queue, claimed, or why nothing is due. It holds of the child on whichever placement, until an adoption or another statement of a later day; of two on one day the one that was recorded last. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (pending; ended; `corrects` names no statement on this right), ALREADY_RECORDED (that was corrected already), DOES_NOT_FIT_FORM (a guest stay), BEFORE_BIRTH.',
  })
  recordWardRight(@Arg('input', () => RecordWardRightInput, { description: 'The statement.' }) input: RecordWardRightInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return recordWardRight(context, RECORD, input);
  }
}
