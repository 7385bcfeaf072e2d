import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { IdentificationState } from './identification-rules.js';

export interface IdentificationRow {
  readonly internalId: string;
  readonly id: string;
  /** As graphs and clients name it. */
  readonly engagement: string;
  readonly findingId: string;
  readonly requestedByIin: string;
  readonly requestedBy: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  readonly decideBy: CivilDate;
  readonly decidedByIin: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
  readonly ministry: ProgrammeName | null;
  readonly until: CivilDate | null;
  readonly answeredAt: string | null;
  readonly state: IdentificationState;
}

/** Every request as it is on a day, which is the first parameter. */
const IDENTIFICATIONS = `
  select i.id::text as "internalId", i.public_id::text as id, e.public_id::text as engagement, i.finding_id::text as "findingId", i.requested_by_iin as "requestedByIin",
         i.requested_by as "requestedBy", i.reason, ${instant('i.requested_at')} as "requestedAt", i.decide_by::text as "decideBy", i.decided_by_iin as "decidedByIin",
         i.decided_by as "decidedBy", ${instant('i.decided_at')} as "decidedAt", i.note, i.ministry, i.until::text as until, ${instant('i.answered_at')} as "answeredAt",
         case when i.approved = false then 'REFUSED'
              when e.closed_at is not null or least(coalesce(i.until, i.decide_by), e.ends_on) < clock.today then 'EXPIRED'
              when i.approved is null then 'REQUESTED'
              when i.answered_at is null then 'APPROVED' else 'ANSWERED' end as state
    from identification i join engagement e on e.id = i.engagement_id cross join (select ?::date as today) clock`;

export async function identificationById(em: EntityManager, id: string, today: CivilDate): Promise<IdentificationRow | null> {
  const [row] = await em.execute<IdentificationRow[]>(`${IDENTIFICATIONS} where i.public_id = ?`, [today, id]);
  return row ?? null;
}

export interface IdentificationConditions {
  /** The engagement's, in the database. */
  readonly engagement: string;
  readonly state: IdentificationState | null;
}

/** Those of an engagement, newest first; one more than the page. */
export const listIdentifications = (em: EntityManager, { engagement, state }: IdentificationConditions, today: CivilDate, { limit, after }: PageRequest): Promise<IdentificationRow[]> =>
  em.execute<IdentificationRow[]>(
    `select * from (${IDENTIFICATIONS} where i.engagement_id = ?::bigint) listed where (?::text is null or state = ?) and (?::bigint is null or "internalId"::bigint < ?::bigint)
      order by "internalId"::bigint desc limit ?`,
    [today, engagement, state, state, after, after, limit + 1]);

/** A finding as far as it bears on whether anybody can be identified by it. */
export interface FindingRow {
  readonly id: string;
  readonly rule: string;
  readonly regions: readonly string[];
  readonly assignedTo: ProgrammeName | null;
  /** Pseudonym under the key of `snapshot`; null where it is about no person. */
  readonly pseudonym: string | null;
  readonly snapshot: string;
  /** Base64; null where the key is gone. */
  readonly sealedKey: string | null;
}

/** `assignedTo` where it was assigned within the engagement. */
export async function findingToIdentify(em: EntityManager, engagement: string, id: string): Promise<FindingRow | null> {
  const [row] = await em.execute<FindingRow[]>(
    `select f.id::text as id, f.rule, to_json(f.regions) as regions, case when f.engagement = ?::uuid then f.assigned_to end as "assignedTo", case a.kind when 'PERSON' then a.name end as pseudonym,
            s.public_id::text as snapshot, encode(s.sealed_key, 'base64') as "sealedKey"
       from finding f join audit_subject a on a.id = f.subject_id join snapshot s on s.id = a.snapshot where f.id = ?::bigint`, [engagement, id]);
  return row ?? null;
}

export interface NewIdentification {
  readonly engagement: string;
  readonly finding: string;
  readonly byIin: string;
  readonly by: string;
  readonly reason: string;
  readonly decideBy: CivilDate;
}

/** Its id. */
export async function addIdentification(em: EntityManager, one: NewIdentification): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into identification (engagement_id, finding_id, requested_by_iin, requested_by, reason, decide_by) values (?::bigint, ?::bigint, ?, ?, ?, ?) returning public_id::text as id`,
    [one.engagement, one.finding, one.byIin, one.by, one.reason, one.decideBy]);
  if (row === undefined) throw new Error('A request was taken and given no id.');
  return row.id;
}

export interface NewDecision {
  readonly byIin: string;
  readonly by: string;
  readonly note: string;
  readonly approved: boolean;
  readonly ministry: ProgrammeName | null;
  /** Null of a refusal. */
  readonly until: CivilDate | null;
}

/** False where somebody has decided before, also at the same moment. */
export async function decide(em: EntityManager, { internalId }: IdentificationRow, { byIin, by, note, approved, ministry, until }: NewDecision): Promise<boolean> {
  const rows = await em.execute<object[]>(
    `update identification set decided_by_iin = ?, decided_by = ?, decided_at = clock_timestamp(), note = ?, approved = ?, ministry = ?, until = ?::date where id = ?::bigint and approved is null returning id`,
    [byIin, by, note, approved, ministry, until, internalId]);
  return rows.length > 0;
}

/** What an engagement has had approved and may still be read, with whom it is about for the feed's order. */
export const inForceOf = (em: EntityManager, engagement: string, today: CivilDate): Promise<Pick<IdentificationRow, 'id' | 'requestedByIin' | 'decidedByIin'>[]> =>
  em.execute(
    `select public_id::text as id, requested_by_iin as "requestedByIin", decided_by_iin as "decidedByIin" from identification where engagement_id = ?::bigint and approved and until >= ?::date order by id`, [engagement, today]);

export const noteAnswered = (em: EntityManager, ids: readonly string[]): Promise<unknown> =>
  em.execute('update identification set answered_at = clock_timestamp() where public_id = any (?::uuid[]) and approved and answered_at is null', [textArray(ids)]);
