import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphName } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Database } from '../../../shared/database/database.js';
import { appliedBy } from '../../../shared/feeds/acknowledgement.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FollowUp } from '../../../shared/feeds/follow-up.js';
import { lockChild } from '../child/known-child.repository.js';
import { tellChanges, toldOf } from '../feeds/told.js';
import { recordChange } from './placement-event.repository.js';
import { placementsWhere, putIntoEffect, type PlacementState } from './placement-state.repository.js';
import { takeOver } from './take-over.js';

/** Who could tell where a child is: the registry, which decides what everybody else shows, the schools, and benefits, which pays the carers. */
const SHIELD_FIRST: readonly SubgraphName[] = ['registry', 'benefits', 'schools'];

const SOURCE = 'Shielding applied by registry, benefits and schools';

/** Placements that wait, and need not wait any longer: all who could tell have applied the event that each waits for. */
async function readyAmong(em: EntityManager, condition: string, parameters: readonly unknown[]): Promise<PlacementState[]> {
  const waiting = await placementsWhere(em, `p.awaited_event is not null and p.valid_to is null and ${condition}`, parameters);
  if (waiting.length === 0) return [];
  const applied = await appliedBy(em, RESTRICTED, waiting.flatMap(({ awaitedEvent }) => awaitedEvent ?? []));
  return waiting.filter(({ awaitedEvent }) => SHIELD_FIRST.every((name) => applied.get(awaitedEvent ?? '')?.includes(name)));
}

/** Lets one placement take effect, if it is still to: it is looked at again with its child held, so that a second time changes nothing. */
async function activate(em: EntityManager, { id, iin }: PlacementState, today: CivilDate): Promise<void> {
  const child = await lockChild(em, iin);
  const [placement] = await readyAmong(em, 'p.id = ?', [id]);
  if (child === null || placement === undefined) return;
  const before = await toldOf(em, child);
  const decision = { occurredOn: today, receivedOn: today, source: SOURCE };
  await putIntoEffect(em, id);
  await takeOver(em, placement, decision);
  await recordChange(em, id, { kind: 'TOOK_EFFECT', ...decision });
  await tellChanges(em, { child, occurredOn: placement.validFrom, today }, before);
}

/** Lets every placement take effect that has waited long enough, each in a transaction of its own: one that fails stops no other. */
export async function activatePlacements(database: Database, today: CivilDate): Promise<void> {
  const ready = await database.feeds((em) => readyAmong(em, 'true', []));
  const failures: unknown[] = [];
  for (const placement of ready) {
    await database.feeds((em) => activate(em, placement, today)).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** What waits for the consumers of `restricted`. */
export const activation: FollowUp = { contract: RESTRICTED, failure: 'placements that wait for their shielding did not take effect', run: activatePlacements };
