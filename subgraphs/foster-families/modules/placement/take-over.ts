import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../access/nation.js';
import type { PlacementDecision } from './placement-change.js';
import { recordChange } from './placement-event.repository.js';
import { endShielding, stillShielded, type PlacementState } from './placement-state.repository.js';

/**
 * What a placement that takes effect does to those before it: the child was shielded on its way, and is from now on only if the new
 * placement is. Told together with that, the shielding has no gap.
 */
export const takeOver = (em: EntityManager, { iin, validFrom }: Pick<PlacementState, 'iin' | 'validFrom'>, { receivedOn, source }: PlacementDecision): Promise<void> =>
  nationwide(em, async () => {
    for (const { id } of await stillShielded(em, iin)) {
      await endShielding(em, id, validFrom);
      await recordChange(em, id, { kind: 'SHIELDING_LIFTED', occurredOn: validFrom, receivedOn, source });
    }
  });
