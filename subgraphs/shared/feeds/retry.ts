import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/database.js';
import { applyOne, objection, Waiting } from './apply.js';
import type { Consumption, ReceivedEvent } from './consume.js';
import { lockState, mark, parkedEvents } from './inbox.js';

/** Parked events that one transaction tries. */
const BATCH = 500;

async function tryOne(em: EntityManager, consumption: Consumption, event: ReceivedEvent, waiting: Waiting): Promise<void> {
  const reason = objection(consumption, event, waiting) ?? (await applyOne(em, consumption, event));
  if (reason !== null) waiting.add(event);
  await mark(em, event.id, reason);
}

/** Some of the parked events from a position on; the last position tried, or null when that was all. */
const tryBatch = (database: Database, consumption: Consumption, after: number, waiting: Waiting): Promise<number | null> =>
  database.feeds(async (em) => {
    const feed = consumption.contract.name;
    await lockState(em, feed);
    // Before anything is tried, because a replaced IIN among it may ask for another round.
    if (after === 0) await em.execute('update feed_cursor set retry = false where feed = ?', [feed]);
    await em.execute('set constraints all immediate');
    const events = await parkedEvents(em, feed, after, BATCH);
    for (const event of events) await tryOne(em, consumption, event, waiting);
    return events.length < BATCH ? null : (events.at(-1)?.position ?? null);
  });

/**
 * Tries everything that is parked again, in the order of the feed: what succeeds frees what waited behind it. Rejects with what
 * passes; what was committed until then stays.
 */
export async function retryParked(database: Database, consumption: Consumption): Promise<void> {
  const waiting = new Waiting([]);
  let after: number | null = 0;
  while (after !== null) after = await tryBatch(database, consumption, after, waiting);
}
