import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import { groupByKey } from '../../../shared/loader.js';
import type { EventDates } from '../../../shared/mutation/event-dates.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { onRegister } from '../access/register.service.js';
import type { PlacementEventKind, PlacementEventRow } from './placement-event.type.js';

/** What an entry of the journal says. */
export interface NewPlacementEvent extends EventDates {
  readonly kind: PlacementEventKind;
  readonly source: string;
  /** Whose official it was; left out, it came of itself. */
  readonly by?: JournalNote['by'] | undefined;
}

const RECORD = 'insert into placement_event (placement_id, version, kind, occurred_on, received_on, source, official, organisation)';

/** The first entry, of a placement that was just added. */
export const recordFirst = (em: EntityManager, placement: string, { kind, occurredOn, receivedOn, source, by }: NewPlacementEvent): Promise<unknown> =>
  em.execute(`${RECORD} values (?, 1, ?, ?, ?, ?, ?, ?)`, [placement, kind, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** An entry of a change, which gives the placement its next version. */
export const recordChange = (em: EntityManager, placement: string, { kind, occurredOn, receivedOn, source, by }: NewPlacementEvent): Promise<unknown> =>
  em.execute(
    `with changed as (update placement set version = version + 1 where id = ? returning id, version)
     ${RECORD} select id, version, ?, ?::date, ?::date, ?, ?, ? from changed`,
    [placement, kind, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** The journals of placements, each in the order in which it was written. */
export const eventsOfPlacement = definePathLoader<string, PlacementEventRow[]>(onRegister, async (em, placements) => {
  const rows = await em.execute<PlacementEventRow[]>(
    `select placement_id::text as placement, kind, occurred_on as "occurredOn", received_on as "receivedOn", source, organisation, version, recorded_at as "recordedAt"
       from placement_event where placement_id in (?) order by placement_id, version`, [[...placements]]);
  return groupByKey(placements, rows, ({ placement }) => placement);
});
