import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { KnownChild } from '../child/known-child.repository.js';
import { needOfPlaced } from '../need/keep-in-step.js';
import type { PlacementDecision } from './placement-change.js';
import { recordChange } from './placement-event.repository.js';
import { endShielding, stillShielded, type PlacementState } from './placement-state.repository.js';

/**
 * What a placement that takes effect does to those before it: the child was shielded on its way, and is from now on only if the new
 * placement is. Told together with that, the shielding has no gap. The child's record in the databank follows.
 */
export const takeOver = (em: EntityManager, child: KnownChild, placement: Pick<PlacementState, 'id' | 'form' | 'validFrom'>, { receivedOn, source }: PlacementDecision): Promise<void> =>
  nationwide(em, async () => {
    const began = { occurredOn: placement.validFrom, receivedOn, source };
    for (const { id } of await stillShielded(em, child.iin)) {
      await endShielding(em, id, placement.validFrom);
      await recordChange(em, id, { kind: 'SHIELDING_LIFTED', ...began });
    }
    await needOfPlaced(em, child, placement, began);
  });
