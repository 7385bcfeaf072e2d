import type { SubgraphContext } from '../../../shared/context.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { placeTogether } from './place-together.js';
import { answer } from './placement-change.js';
import type { MovePlacementInput } from './placement.input.type.js';
import type { PlacementOutcome } from './placement-outcome.type.js';

/**
 * Ends a placement and begins the next one on the same day, in one transaction and told to others as one change: nobody ever
 * sees the child without a representative in between. Where the next is refused, the one before goes on.
 */
export const movePlacement = (context: SubgraphContext, rule: MutationRule, input: MovePlacementInput): Promise<PlacementOutcome> =>
  answer(context, rule, input, (em, viewer) => placeTogether({ em, viewer, context, input }, input));
