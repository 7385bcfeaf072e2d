import { Gauge } from 'prom-client';
import type { SubgraphName } from '../access/viewer.js';
import type { Metrics } from '../metrics/metrics.js';

/** How far one consumer is behind in one feed. */
export interface FeedLag {
  readonly feed: string;
  readonly owner: SubgraphName;
  readonly consumer: SubgraphName;
  /** Positions of the feed that have not been read. */
  readonly events: number;
  /** Seconds since there was nothing left to read. */
  readonly seconds: number;
  /** Events that were received and could not be applied. */
  readonly parked: number;
}

const GAUGES = [
  { name: 'balagraph_feed_lag_events', help: 'Events of a feed that this consumer has not read.', of: (lag: FeedLag) => lag.events },
  { name: 'balagraph_feed_lag_seconds', help: 'Seconds since this consumer had nothing left to read in a feed.', of: (lag: FeedLag) => lag.seconds },
  { name: 'balagraph_feed_parked_events', help: 'Events of a feed that this consumer received and could not apply.', of: (lag: FeedLag) => lag.parked },
] as const;

/** Shows the lag of this process's consumers among its metrics. */
export function observeLag(metrics: Metrics, lags: () => readonly FeedLag[]): void {
  for (const { name, help, of } of GAUGES) {
    const gauge: Gauge<'feed' | 'owner'> = new Gauge({
      name,
      help,
      labelNames: ['feed', 'owner'],
      registers: [metrics],
      collect: () => {
        for (const lag of lags()) gauge.set({ feed: lag.feed, owner: lag.owner }, of(lag));
      },
    });
  }
}
