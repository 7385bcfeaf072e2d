import { Refused } from '../../../shared/mutation/refusal.js';
import { requireOpen } from './end-placement.js';
import type { PlacementChange } from './placement-change.js';
import { takeOver } from './take-over.js';
import { beginShielding, endShielding, putIntoEffect } from './placement-state.repository.js';

/** Shields a placement that is in effect: it has been seen until now, so it does not wait for anybody. */
export async function shieldPlacement(change: PlacementChange): Promise<void> {
  const { em, placement, occurredOn, source } = change;
  requireOpen(change);
  if (placement.shieldedFrom !== null) throw new Refused('ALREADY_RECORDED', 'input.placement', 'The placement is shielded already.');
  if (placement.shieldedUntil !== null && occurredOn < placement.shieldedUntil) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the end of an earlier shielding.');
  await beginShielding(em, placement, occurredOn, source);
}

/** Lifts a shielding, also of a placement that has ended; one that waited for it has nothing to wait for any more. */
export async function liftShielding(change: PlacementChange): Promise<void> {
  const { em, child, placement, occurredOn } = change;
  if (placement.shieldedFrom === null) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement is not shielded.');
  if (occurredOn < placement.shieldedFrom) throw new Refused('NOT_ON_RECORD', 'input.occurredOn', 'The day must not lie before the first day of the shielding.');
  await endShielding(em, placement.id, occurredOn);
  if (placement.awaitedEvent === null) return;
  await putIntoEffect(em, placement.id);
  await takeOver(em, child, placement, change);
}
