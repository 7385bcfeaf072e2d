import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import { withClient } from '../../support/kept-connections.js';
import { definitionOf, loadModule } from '../../../local/bootstrap/subgraph-modules.js';
import { SUBGRAPHS, type SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { fixedClock, type Clock } from '../../../subgraphs/shared/clock.js';
import { Database } from '../../../subgraphs/shared/database/database.js';
import { FEEDS } from '../../../subgraphs/shared/feeds/catalogue.js';
import { FeedClient } from '../../../subgraphs/shared/feeds/client.js';
import type { Consumption } from '../../../subgraphs/shared/feeds/consume.js';
import { FeedConsumer } from '../../../subgraphs/shared/feeds/consumer.js';
import type { FeedContract, NewEvent } from '../../../subgraphs/shared/feeds/contract.js';
import type { FeedsDefinition } from '../../../subgraphs/shared/feeds/feeds.js';
import { publish } from '../../../subgraphs/shared/feeds/publish.js';
import { serveFeeds } from '../../../subgraphs/shared/feeds/serve.js';
import { createHttpServer } from '../../../subgraphs/shared/http.js';
import { Ledger } from '../../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../../subgraphs/shared/ledger/ledger-key.js';
import { createMetrics } from '../../../subgraphs/shared/metrics/metrics.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../../support/database.js';
import { memoryNonces } from '../../support/nonces.js';

/** Noon in Almaty on 22 November 2026. */
export const CLOCK = fixedClock('2026-11-22T07:00:00Z');

export const secret = (): string => randomBytes(32).toString('hex');

/** What a subgraph of the project does with feeds. */
export const feedsOf = async (name: SubgraphName): Promise<FeedsDefinition> => ((await loadModule(`subgraphs/${name}/modules/feeds/feeds`)) as { feeds: FeedsDefinition }).feeds;

/** A subgraph's database with the feeds' view of it; closed and dropped together. */
export interface FeedDatabase {
  readonly fresh: FreshDatabase;
  readonly database: Database;
  readonly ledgerKey: LedgerKey;
  /** Rows as the feeds see them. */
  rows<R extends object>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export async function feedDatabase(name: SubgraphName): Promise<FeedDatabase> {
  const fresh = await freshDatabase(name);
  const ledgerKey = new LedgerKey(secret());
  const database = await Database.open(await definitionOf(name), fresh.appUrl, ledgerKey, { patience: UNHURRIED });
  return {
    fresh,
    database,
    ledgerKey,
    rows: <R extends object>(sql: string, parameters: readonly unknown[] = []) => database.feeds((em) => em.execute<R[]>(sql, [...parameters])),
    close: async () => {
      await database.close();
      await fresh.drop();
    },
  };
}

/** As the administrator, past row-level security: to look at everything, and to break things. */
export const asAdmin = <T>({ fresh }: FeedDatabase, work: (client: Client) => Promise<T>): Promise<T> => withClient(fresh.adminUrl, work);

/** An owner of feeds: its database and an HTTP server with nothing but the feeds, which can be stopped and started again. */
export class Owner {
  readonly keys = Object.fromEntries(SUBGRAPHS.map((name) => [name, secret()])) as Record<SubgraphName, string>;
  /** Changes a page on its way. */
  tamper: (text: string) => string = (text) => text;
  #port = 0;
  #http: ReturnType<typeof createHttpServer> | null = null;
  #settled: () => Promise<void> = () => Promise.resolve();
  readonly #ledger: Ledger;

  private constructor(
    readonly name: SubgraphName,
    readonly at: FeedDatabase,
    private readonly definition: FeedsDefinition,
    private readonly clock: Clock,
  ) {
    this.#ledger = new Ledger({ url: at.fresh.appUrl, key: at.ledgerKey, clock, kind: 'READ', patienceMs: 15_000 });
  }

  static async start(name: SubgraphName, clock: Clock = CLOCK): Promise<Owner> {
    const owner = new Owner(name, await feedDatabase(name), await feedsOf(name), clock);
    await owner.up();
    return owner;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async up(): Promise<void> {
    const http = createHttpServer({ service: this.name, logLevel: 'silent', bodyLimit: 1024, metrics: createMetrics(this.name) });
    http.addHook('onSend', (_request, _reply, payload, done) => done(null, typeof payload === 'string' ? this.tamper(payload) : payload));
    const { name, keys, clock, definition: { iins, followUps = [] } } = this;
    const ledger = this.#ledger;
    this.#settled = serveFeeds(http, { name, keys, feeds: FEEDS.filter((feed) => feed.owner === name), iins, followUps, database: this.at.database, clock, nonces: memoryNonces(), ledger });
    await http.listen({ host: '127.0.0.1', port: this.#port });
    this.#port = (http.server.address() as AddressInfo).port;
    this.#http = http;
  }

  async down(): Promise<void> {
    await this.#http?.close();
    await this.#settled();
  }

  /** Waits for what is done after an answer. */
  settled(): Promise<void> {
    return this.#settled();
  }

  publish<C extends FeedContract>(contract: C, ...events: readonly NewEvent<C>[]): Promise<string[]> {
    return this.at.database.feeds(async (em) => {
      const ids: string[] = [];
      for (const event of events) ids.push(await publish(em, contract, event));
      return ids;
    });
  }

  async close(): Promise<void> {
    await this.down();
    await this.#ledger.close();
    await this.at.close();
  }
}

/** A line of a consumer's log. */
export interface LogLine {
  readonly level: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface TestConsumer {
  readonly consumer: FeedConsumer;
  readonly log: readonly LogLine[];
  /** Pulls until there is nothing left. */
  readonly drain: () => Promise<void>;
  close(): Promise<void>;
}

/** One consumer of one feed, pulled by hand or let run. */
export function consumerOf(owner: Pick<Owner, 'name' | 'url' | 'keys'>, name: SubgraphName, consumption: Consumption, { database }: FeedDatabase, key = owner.keys[name], clock: Clock = CLOCK): TestConsumer {
  const log: LogLine[] = [];
  const note = (level: string) => (fields: object, message: string) => void log.push({ level, fields: { ...fields }, message });
  const client = new FeedClient(owner.name, name, { url: owner.url, key }, clock);
  const consumer = new FeedConsumer({ consumer: name, consumption, client, database, clock, intervalMs: 20, log: { info: note('info'), warn: note('warn'), error: note('error') } as never });
  return {
    consumer,
    log,
    drain: async () => {
      while (await consumer.pull());
    },
    close: async () => {
      await consumer.stop();
      await client.close();
    },
  };
}

/** The consumption that a subgraph of the project declares for a feed. */
export async function consumptionOf(name: SubgraphName, contract: FeedContract): Promise<Consumption> {
  const found = (await feedsOf(name)).consumes.find((one) => one.contract.name === contract.name);
  if (found === undefined) throw new Error(`${name} does not consume ${contract.name}`);
  return found;
}

/** A transaction that stays open until it is told how to end. */
export async function openTransaction(database: Database, work: (em: EntityManager) => Promise<unknown>): Promise<{ commit(): Promise<void>; rollback(): Promise<void> }> {
  const begun = Promise.withResolvers<void>();
  const ending = Promise.withResolvers<void>();
  const done = database.feeds(async (em) => {
    await work(em);
    begun.resolve();
    await ending.promise;
  });
  done.catch((error: unknown) => begun.reject(error));
  await begun.promise;
  return {
    commit: async () => {
      ending.resolve();
      await done;
    },
    rollback: async () => {
      ending.reject(new Error('rolled back'));
      await done.catch(() => undefined);
    },
  };
}

/** Waits until something holds; fails after ten seconds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < 10_000; ) {
    if (await holds()) return;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
  throw new Error('waited in vain');
}
