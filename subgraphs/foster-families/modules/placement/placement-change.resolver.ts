import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { CARE } from '../access/scope.js';
import { breakDownPlacement } from './break-down-placement.js';
import { endPlacement } from './end-placement.js';
import { movePlacement } from './move-placement.js';
import { answer, changePlacement, ruleOf } from './placement-change.js';
import { BreakDownPlacementInput, EndPlacementInput, LiftShieldingInput, MovePlacementInput, RecordPlacementInput, ShieldPlacementInput } from './placement.input.type.js';
import { PlacementOutcome } from './placement-outcome.type.js';
import { placeTogether } from './place-together.js';
import { liftShielding, shieldPlacement } from './shielding.js';

const RECORD_PLACEMENT = ruleOf('recordPlacement');
const MOVE_PLACEMENT = ruleOf('movePlacement');
const BREAK_DOWN_PLACEMENT = ruleOf('breakDownPlacement');
const END_PLACEMENT = ruleOf('endPlacement');
const SHIELD_PLACEMENT = ruleOf('shieldPlacement');
const LIFT_SHIELDING = ruleOf('liftShielding');

@Resolver()
export class PlacementChangeResolver {
  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Records a placement. Its carers, or the institution, represent the child from `occurredOn` on (not for a guest stay); guardianship goes on as trusteeship at 14, and both end at 18, without an act. A shielded one is PENDING at first and takes effect by itself. With `siblings` several go to one home at once: either all of them or none, and whether any is parted from the others is asked of where they are then. Answers with the child\'s; of a refusal about a sibling the field says which. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, UNKNOWN_PERSON, BEFORE_BIRTH, AFTER_DEATH, FORM_NOT_AVAILABLE, WRONG_AGE, DOES_NOT_FIT_FORM, UNKNOWN_FAMILY, NOT_ON_RECORD (no living carer on that day; a guest stay without an institution; a sibling who is none by the databank), ALREADY_PLACED, CONSENT_MISSING, NOT_EXTENDABLE (a professional foster family once more), OVER_CAPACITY, NOT_SUITABLE, EVIDENCE_MISSING (also of a carer without a record in the databank), SIBLINGS_APART.',
  })
  recordPlacement(@Arg('input', () => RecordPlacementInput, { description: 'The placement.' }) input: RecordPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return answer(context, RECORD_PLACEMENT, input, (em, viewer) => placeTogether({ em, viewer, context, input }));
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Moves a child: ends a placement and records the next from the same day on, as one change, so that custody has no gap; answers with the next. `siblings` go along, from wherever they are. Where that is shielded, the guardianship body represents the child until it takes effect (118(2)). Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (ended; pending; a guest stay), DOES_NOT_FIT_FORM (another child\'s), OUT_OF_ORDER (a stay with a guest family reaches beyond that day), and as of `recordPlacement`; then the placement before goes on.',
  })
  movePlacement(@Arg('input', () => MovePlacementInput, { description: 'The move.' }) input: MovePlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return movePlacement(context, MOVE_PLACEMENT, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Records that a placement in a family did not hold: it ends, and the child goes to the next one on the same day, as by `movePlacement`, so that custody has no gap; answers with the next. Refusals: NOT_IN_THIS_STATE (ended; pending), DOES_NOT_FIT_FORM (a reason of the Code for another form; no family), and as of `movePlacement`; then the placement before goes on.',
  })
  breakDownPlacement(@Arg('input', () => BreakDownPlacementInput, { description: 'The breakdown, and where the child goes.' }) input: BreakDownPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return breakDownPlacement(context, BREAK_DOWN_PLACEMENT, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Ends a placement; whoever represents the child by it stops the same instant. Its shielding ends with it where the child leaves care, and otherwise stays until the next placement is in effect, or until it is lifted. A pending one is given up and was never in effect. ADOPTED seals it and all before it. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (ended already; before its first day), WRONG_AGE (MAJORITY before 18), OUT_OF_ORDER (a guest stay reaches beyond that day).',
  })
  endPlacement(@Arg('input', () => EndPlacementInput, { description: 'The end.' }) input: EndPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return changePlacement(context, END_PLACEMENT, input, 'ENDED', (change) => endPlacement(change, { reason: input.reason }));
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Shields a placement that is in effect: here at once, at the other programmes within seconds. It stays in effect. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (ended; before its first day), ALREADY_RECORDED (shielded already), OUT_OF_ORDER (before the end of an earlier shielding).',
  })
  shieldPlacement(@Arg('input', () => ShieldPlacementInput, { description: 'The shielding.' }) input: ShieldPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return changePlacement(context, SHIELD_PLACEMENT, input, 'SHIELDED', shieldPlacement);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Lifts a shielding, also one that has outlasted its placement. A placement that is still pending takes effect. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (not shielded; before the first day of the shielding).',
  })
  liftShielding(@Arg('input', () => LiftShieldingInput, { description: 'The end of the shielding.' }) input: LiftShieldingInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return changePlacement(context, LIFT_SHIELDING, input, 'SHIELDING_LIFTED', liftShielding);
  }
}
