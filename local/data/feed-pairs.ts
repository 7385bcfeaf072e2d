import { SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { FEEDS } from '../../subgraphs/shared/feeds/catalogue.js';

/** Two subgraphs of which one pulls the other's feeds, however many there are between them; they share one secret. */
export interface FeedPair {
  readonly owner: SubgraphName;
  readonly consumer: SubgraphName;
}

const pulls = (consumer: SubgraphName, from: SubgraphName): boolean => FEEDS.some(({ owner, consumers }) => owner === from && consumers[consumer] !== undefined);

export const FEED_PAIRS: readonly FeedPair[] = SUBGRAPHS.flatMap((owner) => SUBGRAPHS.filter((consumer) => pulls(consumer, owner)).map((consumer) => ({ owner, consumer })));
