import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { WardRightKind, WardRightStanding } from './ward-right-codes.type.js';

/** A statement on a right of a child, as far as it says how that stands. */
export interface StandingRow {
  readonly id: string;
  readonly iin: string;
  readonly kind: WardRightKind;
  readonly standing: WardRightStanding;
  readonly occurredOn: CivilDate;
  /** Whether another statement says that it was wrong. */
  readonly corrected: boolean;
}

/** The same with where it comes from. */
export interface StatementRow extends StandingRow {
  readonly publicId: string;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** Statements on a child, on whichever of its placements they were recorded; those from before an adoption are about nobody any more. */
const SAID = `from ward_right s join placement p on p.id = s.placement_id where p.sealed_on is null and p.iin`;
const STANDING = `s.id::text, p.iin, s.kind, s.standing, s.occurred_on as "occurredOn", exists (select 1 from ward_right c where c.corrects_id = s.id) as corrected`;

/** How the rights of children stand by what is on record anywhere in the country, in the order in which it was recorded. */
export const standingsIn = (em: EntityManager, iins: readonly string[]): Promise<StandingRow[]> =>
  em.execute<StandingRow[]>(`select ${STANDING} ${SAID} = any (?::text[]) order by s.id`, [textArray(iins)]);

/** The first days of lives in care without a gap that last, guest stays aside: what runs from there does not begin anew with a move. */
export const CARE_SINCE = (p: string): string => `select max(q.valid_from) as since from placement q
   where q.iin = ${p}.iin and q.valid_from <= ${p}.valid_from and q.form <> 'GUEST' and q.awaited_event is null and q.sealed_on is null and q.valid_to is distinct from q.valid_from
     and not exists (select 1 from placement r where r.iin = q.iin and r.form <> 'GUEST' and r.awaited_event is null and r.sealed_on is null and r.valid_from < q.valid_from and (r.valid_to is null or r.valid_to >= q.valid_from))`;

/** What holds of a child wherever it was recorded. */
export interface ChildStanding {
  readonly statements: readonly StandingRow[];
  /** Null where the child is in care no more. */
  readonly careSince: CivilDate | null;
}

/** Past the regions of whoever asks, as the worklist has it: a child who has moved stays in the queue. Neither place nor source is told. */
export const childStandings = definePathLoader<string, ChildStanding>(onRegister, (em, iins) =>
  nationwide(em, async () => {
    const statements = groupByKey(iins, await standingsIn(em, iins), ({ iin }) => iin);
    const cares = await em.execute<{ iin: string; since: CivilDate }[]>(
      `select p.iin, care.since from placement p cross join lateral (${CARE_SINCE('p')}) care
        where p.iin = any (?::text[]) and p.form <> 'GUEST' and p.valid_to is null and p.awaited_event is null and p.sealed_on is null`, [textArray(iins)]);
    return alignByKey(iins, cares, ({ iin }) => iin).map((care, i) => ({ statements: statements[i] ?? [], careSince: care?.since ?? null }));
  }));

/** Statements in sight, in the order in which they were recorded. */
export const statementsOf = definePathLoader<string, StatementRow[]>(onRegister, async (em, iins) => {
  const rows = await em.execute<StatementRow[]>(
    `select ${STANDING}, s.public_id::text as "publicId", s.received_on as "receivedOn", s.source, s.organisation, s.recorded_at as "recordedAt" ${SAID} = any (?::text[]) order by s.id`, [textArray(iins)]);
  return groupByKey(iins, rows, ({ iin }) => iin);
});
