import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { FeedContract } from '../../subgraphs/shared/feeds/contract.js';
import { formatCursor, type Cursor } from '../../subgraphs/shared/feeds/cursor.js';
import { StartFailure } from '../failure.js';
import type { OnDatabase } from './databases.js';

async function requireEvent(on: OnDatabase, { name, owner }: FeedContract, { position, eventId }: Cursor): Promise<void> {
  if (eventId === null) return;
  const { rowCount } = await on(owner, (client) => client.query('select 1 from outbox where feed = $1 and position = $2 and event_id = $3', [name, position, eventId]));
  if (rowCount !== 1) throw new StartFailure(`--after must be 0, or a cursor of ${name}: no event of it stands there.`);
}

/** Forwards is no replay: whatever lies between would never be applied. */
const SET_BACK = `
  update feed_cursor set cursor = $2, position = $3, replay_until = greatest(replay_until, position)
   where feed = $1 and position >= $3 returning replay_until::text as until`;

/** Sets a consumer's cursor back: everything after it is applied again, seen or not. */
export async function replayFeed(on: OnDatabase, consumer: SubgraphName, feed: FeedContract, after: Cursor): Promise<string> {
  await requireEvent(on, feed, after);
  const { rows } = await on(consumer, (client) => client.query<{ until: string }>(SET_BACK, [feed.name, formatCursor(after), after.position]));
  if (rows[0] === undefined) throw new StartFailure(`--after must not lie after where ${consumer} stands in ${feed.name}; see feeds -- status.`);
  return `${consumer} reads ${feed.name} again from position ${after.position + 1}; what it had applied, up to position ${rows[0].until}, is applied again.`;
}
