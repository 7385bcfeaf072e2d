import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { forgetChild } from '../candidate/candidate.feed.js';
import { needOfEnded } from '../need/keep-in-step.js';
import { stageOf } from '../life/placement-stages.js';
import { giveUpPlans, sealPlans } from '../plan/follow-plans.js';
import type { PlacementChange } from './placement-change.js';
import type { PlacementBreakdown, PlacementEndReason } from './placement-reason.type.js';
import { requireOfAge } from './placement-rules.js';
import { closePlacement, endShielding, sealPlacements, type PlacementState } from './placement-state.repository.js';

const notOnRecord = (field: string, message: string): Refused => new Refused('NOT_ON_RECORD', field, message);

/** What changes an open placement, from a day on which it holds. */
export function requireOpen({ placement, occurredOn }: Pick<PlacementChange, 'placement' | 'occurredOn'>): void {
  if (placement.validTo !== null) throw notOnRecord('input.placement', `The placement is ${stageOf(placement, false)}: nothing is done to it any more.`);
  if (occurredOn < placement.validFrom) throw notOnRecord('input.occurredOn', 'The day must not lie before the first day of the placement.');
}

/** A guest stay is from an institution, and ends before life there does. */
async function requireNoGuestStay(em: EntityManager, { iin, form, validFrom }: PlacementState, day: string): Promise<void> {
  if (form !== 'INSTITUTION') return;
  const rows = await nationwide(em, () =>
    em.execute<unknown[]>(
      `select 1 from placement where iin = ? and form = 'GUEST' and valid_from >= ? and (valid_to is null or (valid_to > ? and valid_to > valid_from)) limit 1`, [iin, validFrom, day]));
  if (rows.length > 0) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'A stay with a guest family reaches beyond that day: end it first.');
}

/** Reasons after which the child needs no other placement. */
export const LEAVES_CARE: ReadonlySet<PlacementEndReason> = new Set<PlacementEndReason>([
  'MAJORITY', 'MARRIAGE', 'FULL_CAPACITY', 'RETURNED_TO_PARENT', 'ADOPTED', 'DEATH', 'MISSING_OR_DECLARED_DEAD',
]);

/**
 * The last address leads to the next one: a child that goes on to another placement stays shielded until that is in effect (take-over.ts),
 * or until the shielding is lifted. After a guest stay life in the institution goes on; what never was in effect has no address.
 */
const endsShielding = ({ form, awaitedEvent }: PlacementState, reason: PlacementEndReason): boolean => LEAVES_CARE.has(reason) || form === 'GUEST' || awaitedEvent !== null;

/** How a placement ends; `goesOn` where the next one is in effect from the same moment on. */
export interface PlacementClosing {
  readonly reason: PlacementEndReason;
  readonly goesOn?: boolean;
  readonly breakdown?: PlacementBreakdown | null;
}

/** An end by the authority. What still waited is given up, and was never in effect. */
export async function endPlacement(change: PlacementChange, { reason, goesOn = false, breakdown = null }: PlacementClosing): Promise<void> {
  const { em, child, placement, occurredOn } = change;
  requireOpen(change);
  if (reason === 'MAJORITY') requireOfAge(child, occurredOn);
  await requireNoGuestStay(em, placement, occurredOn);
  await closePlacement(em, placement.id, occurredOn, reason, breakdown);
  if (endsShielding(placement, reason)) await endShielding(em, placement.id, occurredOn);
  // A guest stay is from an institution: that ends next, and seals both.
  const adopted = reason === 'ADOPTED' && placement.form !== 'GUEST';
  if (adopted) await nationwide(em, () => sealPlacements(em, placement.iin, occurredOn));
  if (adopted) await forgetChild(em, placement.iin);
  const leaving = LEAVES_CARE.has(reason) ? [{ iin: placement.iin, day: occurredOn, receivedOn: change.receivedOn, reason }] : [];
  await giveUpPlans(em, leaving, { source: change.source, by: null });
  if (adopted) await sealPlans(em, leaving);
  await needOfEnded(em, child, placement, { ...change, reason, goesOn });
}
