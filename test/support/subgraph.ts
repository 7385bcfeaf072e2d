import { randomBytes } from 'node:crypto';
import { loadModule } from '../../local/bootstrap/subgraph-modules.js';
import type { KeyTiming } from '../../subgraphs/shared/access/keys.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { fixedClock, type Clock } from '../../subgraphs/shared/clock.js';
import { UNATTENDED, type FeedEnvironment, type OperationsEnvironment, type SubgraphEnvironment } from '../../subgraphs/shared/environment.js';
import type { DatabasePatience } from '../../subgraphs/shared/database/patience.js';
import type { LedgerTiming } from '../../subgraphs/shared/ledger/ledger.js';
import type { Metrics } from '../../subgraphs/shared/metrics/metrics.js';
import type { SubgraphHandle, SubgraphSeams } from '../../subgraphs/shared/server.js';
import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from './database.js';
import { gatewayCall, post, type GatewayRequest, type GatewayTarget, type GraphQLAnswer } from './gateway-call.js';
import { startTestIssuer, type TestIssuer } from './issuer.js';
import { firstHouseholds, type SomeHouseholds } from './population.js';
import { seedDatabase } from './seed.js';

export interface TestSubgraphOptions {
  /** How many households of the population its database has, or a test's own; none by default. */
  readonly households?: number | SomeHouseholds;
  /** Now; noon in Almaty on the population's last day by default. */
  readonly clock?: Clock;
  /** Whose feeds it pulls, and who pulls its own; nobody by default. */
  readonly feeds?: Partial<FeedEnvironment>;
  /** How it is watched and stopped; by nobody and at once by default. */
  readonly operations?: Partial<OperationsEnvironment>;
  readonly metrics?: Metrics;
  /** How fresh it keeps the issuer's keys. */
  readonly keys?: KeyTiming;
  /** How long a request waits for its records; long by default, so that a busy machine fails no other test. */
  readonly ledger?: LedgerTiming;
  /** What its environment has besides what every subgraph's has. */
  readonly environment?: object;
  /** How long it waits for its database; long by default, for the same reason. */
  readonly patience?: DatabasePatience;
  /** Whose tokens it takes; those of an issuer of its own by default. Who brings one closes it. */
  readonly issuer?: TestIssuer;
}

/** A subgraph in the test's own process, on a database of its own. */
export interface TestSubgraph extends GatewayTarget {
  readonly database: FreshDatabase;
  readonly issuer: TestIssuer;
  readonly clock: Clock;
  readonly facts: PopulationFacts;
  readonly households: readonly Household[];
  readonly ledgerKey: string;
  /** Every SQL statement since the last call. */
  takeSql(): string[];
  /** Through the gateway door. */
  call(request: GatewayRequest): Promise<GraphQLAnswer>;
  /** Through the ministry's own door, with a token and whatever headers. */
  own(query: string, token: string, headers?: Readonly<Record<string, string>>): Promise<GraphQLAnswer>;
  /** Starts another instance of the same subgraph: with its database, keys and clock, at a port of its own. */
  another(): Promise<SubgraphHandle>;
  close(): Promise<void>;
}

const householdsOf = (wanted: number | SomeHouseholds): Promise<SomeHouseholds> => (typeof wanted === 'number' ? firstHouseholds(wanted) : Promise.resolve(wanted));

type Start = (environment: SubgraphEnvironment, seams: SubgraphSeams) => Promise<SubgraphHandle>;

/** Starts a subgraph with a fixed clock; what it sends to the database is listened to. */
export async function startTestSubgraph(subgraph: SubgraphName, options: TestSubgraphOptions = {}): Promise<TestSubgraph> {
  const [database, issuer, { facts, households }] = await Promise.all([freshDatabase(subgraph), options.issuer ?? startTestIssuer(), householdsOf(options.households ?? 0)]);
  await seedDatabase(subgraph, database.appUrl, households, facts);
  const key = randomBytes(32).toString('hex');
  const clock = options.clock ?? fixedClock(`${facts.asOf}T07:00:00Z`);
  const statements: string[] = [];
  const { start } = (await loadModule(`subgraphs/${subgraph}/server`)) as { start: Start };
  const environment: SubgraphEnvironment = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: database.appUrl,
    databasePatience: options.patience ?? UNHURRIED,
    gatewayKey: key,
    tokens: issuer.tokens,
    logLevel: 'silent',
    ledgerKey: randomBytes(32).toString('hex'),
    ledgerPatienceMs: 1_000,
    feeds: { sources: {}, consumerKeys: {}, intervalMs: 1_000, ...options.feeds },
    operations: { ...UNATTENDED, ...options.operations },
    ...options.environment,
  };
  const { metrics, keys } = options;
  const seams = { clock, ledger: options.ledger ?? { patienceMs: 15_000 }, ...(keys === undefined ? {} : { keys }) };
  const handle = await start(environment, { ...seams, onQuery: (sql) => void statements.push(sql), ...(metrics === undefined ? {} : { metrics }) });
  const target = { subgraph, url: handle.url, key, clock };
  return {
    ...target,
    database,
    issuer,
    facts,
    households,
    ledgerKey: environment.ledgerKey,
    takeSql: () => statements.splice(0),
    call: (request) => gatewayCall(target, request),
    own: (query, token, headers = {}) => post(handle.url, JSON.stringify({ query }), { authorization: `Bearer ${token}`, ...headers }),
    another: () => start(environment, seams),
    close: async () => {
      await handle.close();
      await Promise.all([options.issuer === undefined ? issuer.close() : undefined, database.drop()]);
    },
  };
}
