import type { SubgraphContext } from '../../../shared/context.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { showConfidential } from '../access/register.service.js';
import { toldOf } from '../feeds/told.js';
import { endPlacement } from './end-placement.js';
import { answer, decisionOf, lockPlacement } from './placement-change.js';
import { recordChange } from './placement-event.repository.js';
import type { MovePlacementInput } from './placement.input.type.js';
import type { PlacementOutcome } from './placement-outcome.type.js';
import type { PlacementState } from './placement-state.repository.js';
import { placeChild } from './record-placement.js';

/** Only custody is moved: a guest stay is none, and what waits is given up and recorded anew. */
function requireMovable({ iin, form, awaitedEvent }: PlacementState, input: MovePlacementInput): void {
  if (iin !== input.iin) throw new Refused('DOES_NOT_FIT_FORM', 'input.iin', 'The placement must be that of the child.');
  if (form === 'GUEST' || awaitedEvent !== null) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement must be in effect, and no guest stay.');
}

/**
 * Ends a placement and begins the next one on the same day, in one transaction and told to others as one change: nobody ever
 * sees the child without a representative in between. Where the next is refused, the one before goes on.
 */
export const movePlacement = (context: SubgraphContext, rule: MutationRule, input: MovePlacementInput): Promise<PlacementOutcome> =>
  answer(context, rule, input, async (em, viewer) => {
    const decision = decisionOf(input, context);
    await showConfidential(em);
    const { placement, child } = await lockPlacement(em, input.placement);
    requireVersion(input.expectedVersion, placement.version);
    requireMovable(placement, input);
    const before = await toldOf(em, child);
    await endPlacement({ ...decision, em, child, placement }, 'NEW_PLACEMENT', !input.shielded);
    await recordChange(em, placement.id, { ...decision, kind: 'ENDED' });
    const { reference, subjects } = await placeChild({ em, viewer, context, input, before });
    return { reference, subjects: [...new Set([...subjects, ...placement.carers])] };
  });
