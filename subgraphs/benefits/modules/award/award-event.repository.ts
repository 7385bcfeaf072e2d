import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { LifeEvent } from '../../rules/circumstances.js';
import { onRegister } from '../access/register.service.js';
import type { AwardEventKind } from './award-event.type.js';

/** An entry of an award's journal. */
export interface AwardEventRow {
  readonly awardId: string;
  readonly version: number;
  readonly kind: AwardEventKind;
  readonly circumstance: LifeEvent | null;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly effectiveFrom: CivilDate | null;
  readonly noRightFrom: CivilDate | null;
  readonly article: string | null;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** The journals of awards, each in the order in which it was written. */
export const eventsOfAward = definePathLoader<string, AwardEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<AwardEventRow[]>(
    `select award_id::text as "awardId", version, kind, circumstance, occurred_on as "occurredOn", received_on as "receivedOn", effective_from as "effectiveFrom",
            no_right_from as "noRightFrom", article, source, organisation, recorded_at as "recordedAt" from benefit_award_event where award_id in (?) order by award_id, version`, [[...ids]]);
  return groupByKey(ids, rows, ({ awardId }) => awardId);
});

/** What an entry says beside its note. */
export interface AwardEntry {
  readonly kind: AwardEventKind;
  readonly effectiveFrom: CivilDate | null;
  readonly circumstance?: LifeEvent | undefined;
  readonly article?: string | undefined;
  /** The first day without a right, which may lie before the first that is not paid. */
  readonly noRightFrom?: CivilDate | null | undefined;
  /** Which child it is about, by the row of its membership. */
  readonly membershipId?: string | null | undefined;
}

/** Writes an entry, which gives the award its next version; of a new award the first. */
export async function recordAwardEvent(em: EntityManager, awardId: string, entry: AwardEntry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<void> {
  const next = entry.kind === 'ASSIGNED' ? 'select id, version from benefit_award where id = ?' : 'update benefit_award set version = version + 1 where id = ? returning id, version';
  await em.execute(
    `with award as (${next})
     insert into benefit_award_event (award_id, version, kind, circumstance, membership_id, occurred_on, received_on, effective_from, no_right_from, article, source, account, organisation)
     select id, version, ?, ?, ?::bigint, ?::date, ?::date, ?::date, ?::date, ?, ?, ?, ? from award`,
    [awardId, entry.kind, entry.circumstance ?? null, entry.membershipId ?? null, occurredOn, receivedOn, entry.effectiveFrom, entry.noRightFrom ?? null, entry.article ?? null, source, by?.subject ?? null, by?.organisation ?? null]);
}
