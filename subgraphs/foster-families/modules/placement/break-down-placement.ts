import type { SubgraphContext } from '../../../shared/context.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { placeTogether } from './place-together.js';
import { answer } from './placement-change.js';
import type { BreakDownPlacementInput } from './placement.input.type.js';
import type { PlacementOutcome } from './placement-outcome.type.js';

/** Ends a placement that did not hold, and begins the next on the same day, in one transaction: where the next is refused, the one before goes on. */
export const breakDownPlacement = (context: SubgraphContext, rule: MutationRule, input: BreakDownPlacementInput): Promise<PlacementOutcome> =>
  answer(context, rule, input, (em, viewer) => {
    const { placement, expectedVersion, breakdown, endReason } = input;
    return placeTogether({ em, viewer, context, input }, { placement, expectedVersion, broken: { breakdown, endReason } });
  });
