import type { EntityManager } from '@mikro-orm/postgresql';
import { BEGINNING, type Cursor } from './cursor.js';
import type { AnyData } from './contract.js';
import { instant } from '../database/instant.js';
import { textArray } from '../database/text-array.js';

/** The most rows that one transaction numbers. */
const BATCH = 10_000;

/** An event as its owner keeps it. */
export interface OutboxRow {
  readonly id: string;
  readonly position: number;
  readonly type: string;
  readonly subjects: readonly string[];
  readonly occurredOn: string;
  readonly recordedAt: string;
  /** `{}` when it was erased. */
  readonly data: AnyData;
}

const NUMBER = `
  update outbox o set position = n.position
    from (select id, (select coalesce(max(position), 0) from outbox where feed = ?) + row_number() over (order by id) as position
            from (select id from outbox where feed = ? and position is null order by id limit ${BATCH}) as waiting) n
   where o.id = n.id`;

/**
 * Gives every event that is committed its place in the feed. Ids are taken before a commit, so a reader who went by them would
 * pass over a transaction that commits late; a position is given only to rows that are visible, and one at a time hands them out:
 * whoever does not get the lock leaves it to whoever has it. The lock is a statement of its own, because the next one must
 * see what its last holder committed.
 */
export async function numberCommitted(em: EntityManager, feed: string): Promise<void> {
  const [waiting] = await em.execute<{ yes: boolean }[]>('select exists (select 1 from outbox where feed = ? and position is null) as yes', [feed]);
  if (waiting?.yes !== true) return;
  const [lock] = await em.execute<{ ours: boolean }[]>('select pg_try_advisory_xact_lock(hashtextextended(?, 1)) as ours', [`feed ${feed}`]);
  if (lock?.ours === true) await em.execute(NUMBER, [feed, feed]);
}

/** The last event of a feed, or the last one up to a position. */
export async function headOf(em: EntityManager, feed: string, upTo: number | null = null): Promise<Cursor> {
  const [row] = await em.execute<{ position: string; id: string }[]>(
    `select position, event_id as id from outbox where feed = ? and ${upTo === null ? 'position is not null' : 'position <= ?'} order by position desc limit 1`,
    upTo === null ? [feed] : [feed, upTo]);
  return row === undefined ? BEGINNING : { position: Number(row.position), eventId: row.id };
}

/** Why a cursor cannot be gone on from. The owner was restored from a backup, or the cursor is another feed's. */
export type CursorProblem = 'CURSOR_AHEAD' | 'CURSOR_UNKNOWN';

/** Whether an event stands where a consumer says that it read it; null when it does. */
export async function cursorProblem(em: EntityManager, feed: string, cursor: Cursor, head: Cursor): Promise<CursorProblem | null> {
  if (cursor.eventId === null) return null;
  if (cursor.position > head.position) return 'CURSOR_AHEAD';
  // Whoever has read everything stands at the head, which is known.
  if (cursor.position === head.position) return cursor.eventId === head.eventId ? null : 'CURSOR_UNKNOWN';
  const rows = await em.execute<unknown[]>('select 1 from outbox where feed = ? and position = ? and event_id = ?', [feed, cursor.position, cursor.eventId]);
  return rows.length === 1 ? null : 'CURSOR_UNKNOWN';
}

const ROW = `event_id as id, position::float8 as position, type, to_json(subjects) as subjects, occurred_on::text as "occurredOn",
  ${instant('recorded_at')} as "recordedAt", data`;

/**
 * Events of some types that lie between two positions, in their order; one more than the limit. Both ends are given, so that a page
 * costs what it holds, however long the feed is and whatever the planner believes of it.
 */
export async function eventsBetween(em: EntityManager, feed: string, types: readonly string[], after: number, upTo: number, limit: number): Promise<OutboxRow[]> {
  if (after >= upTo) return [];
  return em.execute<OutboxRow[]>(
    `select ${ROW} from outbox where feed = ? and position > ? and position <= ? and type = any (?::text[]) order by position limit ?`,
    [feed, after, upTo, textArray(types), limit + 1],
  );
}
