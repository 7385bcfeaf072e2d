import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { FeedContract } from '../../subgraphs/shared/feeds/contract.js';
import type { OnDatabase } from './databases.js';

/** How long the running consumer is waited for. */
const PATIENCE_MS = 30_000;

interface State {
  readonly parked: number;
  readonly retry: boolean;
}

const STATE = `select retry, (select count(*)::int from inbox where inbox.feed = c.feed and state = 'PARKED') as parked from feed_cursor c where feed = $1`;

async function retryFeed(on: OnDatabase, consumer: SubgraphName, feed: string): Promise<string> {
  return on(consumer, async (client) => {
    const read = async (): Promise<State> => (await client.query<State>(STATE, [feed])).rows[0] ?? { retry: false, parked: 0 };
    const before = await read();
    if (before.parked === 0) return `${feed}: nothing is parked.`;
    await client.query('update feed_cursor set retry = true where feed = $1', [feed]);
    let now = await read();
    for (const begun = performance.now(); now.retry && performance.now() - begun < PATIENCE_MS; now = await read()) await delay(200);
    if (now.retry) return `${feed}: asked for; ${consumer} has not come to it yet (is it running?).`;
    return `${feed}: ${before.parked - now.parked} applied, ${now.parked} still parked.`;
  });
}

/** Asks the running consumer to try what is parked, and waits for how it went. */
export async function retryFeeds(on: OnDatabase, consumer: SubgraphName, feeds: readonly FeedContract[]): Promise<string> {
  const lines: string[] = [];
  for (const { name } of feeds) lines.push(await retryFeed(on, consumer, name));
  return lines.join('\n');
}
