import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { formatTable } from '../table.js';
import type { OnDatabase } from './databases.js';

/** The most events that are listed. */
const LIMIT = 200;

interface Parked {
  readonly id: string;
  readonly feed: string;
  readonly position: string;
  readonly type: string;
  readonly received: string;
  readonly reason: string;
}

const PARKED = `select event_id as id, feed, position::text, type, received_on::text as received, reason from inbox where state = 'PARKED' order by feed, position limit ${LIMIT + 1}`;

/** What a consumer has received and could not apply, and why; nothing of whom it is about. */
export async function parkedEvents(on: OnDatabase, consumer: SubgraphName): Promise<string> {
  const { rows } = await on(consumer, (client) => client.query<Parked>(PARKED));
  if (rows.length === 0) return `${consumer} has nothing parked.`;
  const lines = rows.slice(0, LIMIT).map(({ id, feed, position, type, received, reason }) => [feed, position, id, type, received, reason]);
  const more = rows.length > LIMIT ? `\nThere are more than ${LIMIT}.` : '';
  return `${formatTable([['feed', 'position', 'event', 'type', 'received', 'reason'], ...lines])}${more}`;
}
