import { PROGRAMMES, SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { FEEDS } from '../../subgraphs/shared/feeds/catalogue.js';

/** Two processes of which one pulls the other's feeds, its ledger included, however many there are between them; they share one secret. */
export interface FeedPair {
  readonly owner: DatabaseName;
  readonly consumer: SubgraphName;
}

const pulls = (consumer: SubgraphName, from: SubgraphName): boolean => FEEDS.some(({ owner, consumers }) => owner === from && consumers[consumer] !== undefined);

/** Whose ledgers audit pulls; its own it reads itself. */
export const LEDGER_OWNERS = [...PROGRAMMES, 'gateway'] as const;

export const FEED_PAIRS: readonly FeedPair[] = [
  ...SUBGRAPHS.flatMap((owner) => SUBGRAPHS.filter((consumer) => consumer !== 'audit' && pulls(consumer, owner)).map((consumer) => ({ owner, consumer }))),
  ...LEDGER_OWNERS.map((owner) => ({ owner, consumer: 'audit' as const })),
];
