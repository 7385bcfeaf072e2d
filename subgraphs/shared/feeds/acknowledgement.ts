import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphName } from '../access/viewer.js';
import { textArray } from '../database/text-array.js';
import type { FeedContract } from './contract.js';
import type { Pull } from './request.js';
import { FEEDS_OPEN, withSettings } from './settings.js';

/** How often the row is touched for the sake of the time alone. */
const TOUCH = `interval '5 seconds'`;

const RECORD = `
  insert into feed_consumer (feed, consumer, acknowledged, parked, unapplied_from, pulled_at)
  select told.*, clock_timestamp() from (values (?, ?, ?::bigint, ?::bigint[], ?::bigint)) as told (feed, consumer, acknowledged, parked, unapplied_from)
   where not exists (select 1 from feed_consumer c where c.feed = told.feed and c.consumer = told.consumer and c.pulled_at >= clock_timestamp() - ${TOUCH}
     and (c.acknowledged, c.parked, c.unapplied_from) is not distinct from (told.acknowledged, told.parked, told.unapplied_from))
  on conflict (feed, consumer) do update
    set acknowledged = excluded.acknowledged, parked = excluded.parked, unapplied_from = excluded.unapplied_from, pulled_at = excluded.pulled_at
    where (feed_consumer.acknowledged, feed_consumer.parked, feed_consumer.unapplied_from)
            is distinct from (excluded.acknowledged, excluded.parked, excluded.unapplied_from)
       or feed_consumer.pulled_at < excluded.pulled_at - ${TOUCH}
  returning 1`;

/**
 * Records where a consumer says that it stands. Not the furthest it ever was: one that was restored from a backup, or is told to
 * read again, has not got what comes after, whatever it said before. True when the row was written. Nothing new is looked up and not
 * written: a conflict alone would lock the row, and have the server's log written every second for each consumer.
 */
export async function acknowledge(em: EntityManager, pull: Pull, position: number): Promise<boolean> {
  const rows = await em.execute<unknown[]>(RECORD, [pull.feed, pull.consumer, position, textArray(pull.parked), pull.unappliedFrom]);
  return rows.length === 1;
}

/** SQL that is true when a consumer (`c`, of `feed_consumer`) has applied an event (`o`, of `outbox`). */
export const APPLIED = `o.position <= c.acknowledged and o.position <> all (c.parked) and (c.unapplied_from is null or o.position < c.unapplied_from)`;

/**
 * Which consumers have applied each of some events of a feed: received and not parked. In any transaction of the owner: it looks
 * into the closed tables by itself, and shows nothing of them.
 */
export async function appliedBy(em: EntityManager, { name }: FeedContract, eventIds: readonly string[]): Promise<ReadonlyMap<string, readonly SubgraphName[]>> {
  const rows = await withSettings(em, FEEDS_OPEN, () =>
    em.execute<{ id: string; consumer: SubgraphName }[]>(
      `select o.event_id as id, c.consumer from outbox o join feed_consumer c on c.feed = o.feed and ${APPLIED}
        where o.feed = ? and o.event_id = any (?::uuid[]) order by c.consumer`, [name, textArray(eventIds)]));
  const known = Map.groupBy(rows, ({ id }) => id);
  return new Map(eventIds.map((id) => [id, (known.get(id) ?? []).map(({ consumer }) => consumer)]));
}
