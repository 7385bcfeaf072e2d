import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { FEEDS } from '../../subgraphs/shared/feeds/catalogue.js';
import { formatTable } from '../table.js';
import type { OnDatabase } from './databases.js';

/** What an owner's database says of a feed: its last position, and how many events have none yet. */
interface Head {
  readonly head: number;
  readonly waiting: number;
}

/** What a consumer's database says of a feed. */
interface Standing {
  readonly position: number;
  readonly idle: number | null;
  readonly pulled: string | null;
  readonly problem: string | null;
  readonly parked: number;
}

const HEAD = `select coalesce(max(position), 0)::float8 as head, count(*) filter (where position is null)::int as waiting from outbox where feed = $1`;

const STANDING = `
  select position::float8 as position, extract(epoch from clock_timestamp() - caught_up_at)::float8 as idle,
         to_char(pulled_at at time zone 'Asia/Almaty', 'YYYY-MM-DD HH24:MI:SS') as pulled, problem,
         (select count(*)::int from inbox where inbox.feed = c.feed and state = 'PARKED') as parked
    from feed_cursor c where feed = $1`;

const NEVER: Standing = { position: 0, idle: null, pulled: null, problem: null, parked: 0 };

const headOf = async (on: OnDatabase, owner: SubgraphName, feed: string): Promise<Head> =>
  (await on(owner, (client) => client.query<Head>(HEAD, [feed]))).rows[0] ?? { head: 0, waiting: 0 };

const standingOf = async (on: OnDatabase, consumer: SubgraphName, feed: string): Promise<Standing> =>
  (await on(consumer, (client) => client.query<Standing>(STANDING, [feed]))).rows[0] ?? NEVER;

const TITLES = ['owner', 'feed', 'consumer', 'position', 'head', 'lag, events', 'caught up, s ago', 'parked', 'last pull (Almaty)', 'problem'];

/** A table with a line for each consumer of each feed. */
export async function feedStatus(on: OnDatabase): Promise<string> {
  const rows: string[][] = [TITLES];
  for (const { name, owner, consumers } of FEEDS) {
    const { head, waiting } = await headOf(on, owner, name);
    for (const consumer of SUBGRAPHS.filter((one) => consumers[one] !== undefined)) {
      const { position, idle, pulled, problem, parked } = await standingOf(on, consumer, name);
      const lag = head - position + waiting;
      rows.push([owner, name, consumer, String(position), String(head), String(lag), idle === null ? 'never' : idle.toFixed(0), String(parked), pulled ?? 'never', problem ?? '–']);
    }
  }
  return formatTable(rows);
}
