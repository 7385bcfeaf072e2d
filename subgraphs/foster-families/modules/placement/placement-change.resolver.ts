import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { endPlacement } from './end-placement.js';
import { changePlacement, ruleOf } from './placement-change.js';
import { EndPlacementInput, LiftShieldingInput, RecordPlacementInput, ShieldPlacementInput } from './placement.input.type.js';
import { PlacementOutcome } from './placement-outcome.type.js';
import { recordPlacement } from './record-placement.js';
import { liftShielding, shieldPlacement } from './shielding.js';

const CARE = '@requiresScopes(scopes: [["care"]])';

const RECORD_PLACEMENT = ruleOf('recordPlacement');
const END_PLACEMENT = ruleOf('endPlacement');
const SHIELD_PLACEMENT = ruleOf('shieldPlacement');
const LIFT_SHIELDING = ruleOf('liftShielding');

@Resolver()
export class PlacementChangeResolver {
  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Records a placement. Its carers, or the institution, represent the child from `occurredOn` on (not for a guest stay); guardianship goes on as trusteeship at 14, and both end at 18, without an act. A shielded one is PENDING at first and takes effect by itself. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, UNKNOWN_PERSON, BEFORE_BIRTH, AFTER_DEATH, FORM_NOT_AVAILABLE, WRONG_AGE, DOES_NOT_FIT_FORM, UNKNOWN_FAMILY, NOT_ON_RECORD (no living carer on that day; a guest stay without an institution), ALREADY_PLACED.',
  })
  recordPlacement(@Arg('input', () => RecordPlacementInput, { description: 'The placement.' }) input: RecordPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return recordPlacement(context, RECORD_PLACEMENT, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Ends a placement; whoever represents the child by it stops the same instant. Its shielding ends with it where the child leaves care, and otherwise stays until the next placement is in effect, or until it is lifted. A pending one is given up and was never in effect. ADOPTED seals it and all before it. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (ended already; before its first day), WRONG_AGE (MAJORITY before 18), OUT_OF_ORDER (a guest stay reaches beyond that day).',
  })
  endPlacement(@Arg('input', () => EndPlacementInput, { description: 'The end.' }) input: EndPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return changePlacement(context, END_PLACEMENT, input, 'ENDED', (change) => endPlacement(change, input.reason));
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
