import type { FastifyInstance } from 'fastify';
import { SUBGRAPHS, type SubgraphName } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import type { NonceBook } from '../doors/nonces.js';
import type { FeedEnvironment } from '../environment.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Metrics } from '../metrics/metrics.js';
import { FEEDS } from './catalogue.js';
import { FeedClient } from './client.js';
import type { Consumption } from './consume.js';
import { FeedConsumer } from './consumer.js';
import type { FollowUp } from './follow-up.js';
import { observeLag, type FeedLag } from './lag.js';
import type { IinColumns } from './replaced.js';
import { serveFeeds } from './serve.js';

/** A subgraph's part in the feeds. What it publishes follows from the contracts. */
export interface FeedsDefinition {
  readonly consumes: readonly Consumption[];
  /** Where its own tables hold IINs. */
  readonly iins: IinColumns;
  /** What waits until consumers have applied what it publishes. */
  readonly followUps?: readonly FollowUp[];
}

export interface FeedsOptions {
  readonly name: SubgraphName;
  readonly definition: FeedsDefinition;
  readonly environment: FeedEnvironment;
  readonly database: Database;
  readonly clock: Clock;
  readonly nonces: NonceBook;
  readonly ledger: Ledger;
  readonly metrics: Metrics;
}

/** The feeds of one process: its own are served, others' are pulled from whoever the environment names. */
export class Feeds {
  readonly #clients: readonly FeedClient[];
  readonly #consumers: readonly FeedConsumer[];
  readonly #served: () => Promise<void>;

  constructor(http: FastifyInstance, { name, definition, environment, database, clock, nonces, ledger, metrics }: FeedsOptions) {
    const feeds = FEEDS.filter(({ owner }) => owner === name);
    const { iins, followUps = [] } = definition;
    this.#served = serveFeeds(http, { name, keys: environment.consumerKeys, feeds, iins, followUps, database, clock, nonces, ledger });
    const clients = new Map(SUBGRAPHS.flatMap((owner) => {
      const source = environment.sources[owner];
      return source === undefined ? [] : [[owner, new FeedClient(owner, name, source, clock)] as const];
    }));
    this.#clients = [...clients.values()];
    this.#consumers = definition.consumes.flatMap((consumption) => {
      const client = clients.get(consumption.contract.owner);
      return client === undefined ? [] : [new FeedConsumer({ consumer: name, consumption, client, database, clock, intervalMs: environment.intervalMs, log: http.log })];
    });
    observeLag(metrics, () => this.lag());
  }

  /** Begins to pull. */
  start(): void {
    for (const consumer of this.#consumers) consumer.start();
  }

  /** Ends what is under way; the database may be closed after it. */
  async stop(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
    await Promise.all([this.#served(), ...this.#clients.map((client) => client.close())]);
  }

  /** How far this process is behind in each feed it pulls. */
  lag(): FeedLag[] {
    return this.#consumers.map((consumer) => consumer.lag());
  }
}
