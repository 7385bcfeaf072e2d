import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../clock.js';
import { instant } from '../database/instant.js';
import { textArray } from '../database/text-array.js';
import type { ReceivedEvent } from './consume.js';
import { PARKED_LIMIT } from './request.js';

/** Where a subgraph stands in a feed, and what it was asked to do. */
export interface FeedState {
  /** As the owner gave it. */
  readonly cursor: string;
  readonly position: number;
  readonly head: number;
  /** Events up to here are applied again, seen or not. */
  readonly replayUntil: number;
  /** Somebody asked to try what is parked. */
  readonly retry: boolean;
  /** Unix time in milliseconds at which there was nothing left to read; null when that was never. */
  readonly caughtUpAt: number | null;
}

const STATE = `cursor, position::float8 as position, head::float8 as head, replay_until::float8 as "replayUntil", retry, extract(epoch from caught_up_at)::float8 * 1000 as "caughtUpAt"`;

async function foundState(em: EntityManager, feed: string, lock: string): Promise<FeedState | undefined> {
  const [row] = await em.execute<FeedState[]>(`select ${STATE} from feed_cursor where feed = ? ${lock}`, [feed]);
  return row;
}

/** Where to go on; made at the first look. */
export async function feedState(em: EntityManager, feed: string): Promise<FeedState> {
  const found = await foundState(em, feed, '');
  if (found !== undefined) return found;
  await em.execute(`insert into feed_cursor (feed, cursor, position, head) values (?, '0', 0, 0) on conflict do nothing`, [feed]);
  return lockState(em, feed, '');
}

/** The same, held until the transaction ends: whoever else applies events of the feed waits. */
export async function lockState(em: EntityManager, feed: string, lock = 'for update'): Promise<FeedState> {
  const found = await foundState(em, feed, lock);
  if (found === undefined) throw new Error(`feed_cursor has no row for ${feed}.`);
  return found;
}

/** Positions of what is parked, the lowest first; one more than a request may name. */
export async function parkedPositions(em: EntityManager, feed: string): Promise<number[]> {
  const rows = await em.execute<{ position: number }[]>(
    `select position::float8 as position from inbox where feed = ? and state = 'PARKED' order by position limit ?`, [feed, PARKED_LIMIT + 1]);
  return rows.map(({ position }) => position);
}

export const countParked = async (em: EntityManager, feed: string): Promise<number> => {
  const [row] = await em.execute<{ n: number }[]>(`select count(*)::int as n from inbox where feed = ? and state = 'PARKED'`, [feed]);
  return row?.n ?? 0;
};

/** Which of some events were received before, and on what day. */
export async function receivedBefore(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, CivilDate>> {
  const rows = await em.execute<{ id: string; day: CivilDate }[]>('select event_id as id, received_on::text as day from inbox where event_id = any (?::uuid[])', [textArray(ids)]);
  return new Map(rows.map(({ id, day }) => [id, day]));
}

/** A parked event, and whom later ones wait for. */
export interface ParkedSubjects {
  readonly position: number;
  readonly subjects: readonly string[];
}

/** What is parked about some people. */
export const parkedAbout = (em: EntityManager, feed: string, subjects: readonly string[]): Promise<(ParkedSubjects & { readonly id: string })[]> =>
  em.execute<(ParkedSubjects & { id: string })[]>(
    `select event_id as id, position::float8 as position, to_json(subjects) as subjects from inbox where feed = ? and state = 'PARKED' and subjects && ?::text[]`,
    [feed, textArray(subjects)],
  );

/** An event with what is to become of it: the reason it is parked for, or null when it is applied. */
export interface Judged {
  readonly event: ReceivedEvent;
  readonly reason: string | null;
}

const INSERT = `
  insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state, reason)
  select id, ?, type, array(select jsonb_array_elements_text(subjects)), "occurredOn", "recordedAt", "receivedOn", position, data,
         case when reason is null then 'APPLIED' else 'PARKED' end, reason
    from jsonb_to_recordset(?::jsonb) as e(id uuid, type text, subjects jsonb, "occurredOn" date, "recordedAt" timestamptz, "receivedOn" date, position bigint, data jsonb, reason text)
  on conflict (event_id) do update
    set position = excluded.position, subjects = excluded.subjects, data = excluded.data, state = excluded.state, reason = excluded.reason`;

/** Puts events in; one that is there already keeps the day on which it was received. */
export async function putIn(em: EntityManager, feed: string, judged: readonly Judged[]): Promise<void> {
  if (judged.length === 0) return;
  await em.execute(INSERT, [feed, JSON.stringify(judged.map(({ event, reason }) => ({ ...event, reason })))]);
}

/** Changes what became of an event. */
export const mark = (em: EntityManager, id: string, reason: string | null): Promise<unknown> =>
  em.execute('update inbox set state = ?, reason = ? where event_id = ?', [reason === null ? 'APPLIED' : 'PARKED', reason, id]);

/** What is parked in a feed, in its order. */
export const parkedEvents = (em: EntityManager, feed: string, after: number, limit: number): Promise<ReceivedEvent[]> =>
  em.execute<ReceivedEvent[]>(
    `select event_id as id, position::float8 as position, type, to_json(subjects) as subjects, occurred_on::text as "occurredOn",
            ${instant('recorded_at')} as "recordedAt", received_on::text as "receivedOn", data
       from inbox where feed = ? and state = 'PARKED' and position > ? order by position limit ?`, [feed, after, limit]);

/** Goes on from here. */
export async function moveCursor(em: EntityManager, feed: string, to: { readonly cursor: string; readonly position: number; readonly head: number }): Promise<void> {
  await em.execute(
    `update feed_cursor set cursor = ?, position = ?, head = ?, pulled_at = clock_timestamp(), problem = null,
            caught_up_at = case when ? >= ? then clock_timestamp() else caught_up_at end where feed = ?`,
    [to.cursor, to.position, to.head, to.position, to.head, feed]);
}

/** What keeps a feed from being pulled, for `feeds status`. */
export const noteProblem = (em: EntityManager, feed: string, problem: string): Promise<unknown> =>
  em.execute('update feed_cursor set problem = ? where feed = ?', [problem, feed]);
