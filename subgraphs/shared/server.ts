import type { AddressInfo } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyTiming } from './access/keys.js';
import { TokenVerifier } from './access/token.js';
import type { SubgraphName } from './access/viewer.js';
import { systemClock, type Clock } from './clock.js';
import type { SubgraphContext } from './context.js';
import { Database, type DatabaseDefinition, type QueryListener } from './database/database.js';
import { DatabaseNonces } from './doors/database-nonces.js';
import { Doors, isForGatewayDoor } from './doors/doors.js';
import { GatewayDoor } from './doors/gateway-door.js';
import type { SubgraphEnvironment } from './environment.js';
import type { FederatedSchema } from './federation.js';
import { Feeds, type FeedsDefinition } from './feeds/feeds.js';
import { headerOf } from './headers.js';
import { drain } from './health/drain.js';
import { addHealth } from './health/health.js';
import { createApolloServer, createHttpServer, refuseOtherMethods, sendError } from './http.js';
import { LedgerReader } from './ledger/feed/reader.js';
import { serveLedger, type LedgerServing } from './ledger/feed/serve.js';
import { Ledger, type LedgerOptions, type LedgerTiming } from './ledger/ledger.js';
import { LedgerKey } from './ledger/ledger-key.js';
import { Reception } from './ledger/reception.js';
import { listenForMetrics } from './metrics/listener.js';
import { createMetrics, type Metrics } from './metrics/metrics.js';
import { OperationObserver } from './observe-operations.js';
import { requestFacts } from './request-facts.js';
import { traceRequest } from './tracing/trace-request.js';
import { openTracing } from './tracing/tracing.js';

/** What makes a subgraph: everything but its environment. */
export interface SubgraphDefinition {
  readonly name: SubgraphName;
  readonly schema: FederatedSchema;
  readonly database: DatabaseDefinition;
  readonly feeds: FeedsDefinition;
  /** What the process does besides answering; nothing by default. */
  readonly attend?: (surroundings: Surroundings) => Attendant;
}

/** What is there for whatever a subgraph does besides answering. */
export interface Surroundings {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: FastifyInstance['log'];
}

/** Begun when the process listens, ended before its database is closed. */
export interface Attendant {
  start(): void;
  stop(): Promise<void>;
}

/** A running subgraph. */
export interface SubgraphHandle {
  /** Base URL, e.g. `http://127.0.0.1:4002`; GraphQL is at `/graphql`. */
  readonly url: string;
  /** Drains: says that it is not ready, lets requests finish, then closes the database. */
  close(): Promise<void>;
}

/** Seams for tests: the clock, how fresh the issuer's keys are, a listener that sees every SQL statement, the metrics to look into, the ledger's patience, and another ledger to compare with. */
export interface SubgraphSeams {
  readonly clock?: Clock;
  readonly keys?: KeyTiming;
  readonly onQuery?: QueryListener;
  readonly metrics?: Metrics;
  readonly ledger?: LedgerTiming;
  readonly openLedger?: (options: LedgerOptions & LedgerTiming) => Ledger;
}

const realLedger = (options: LedgerOptions & LedgerTiming): Ledger => new Ledger(options);

const BODY_LIMIT = 2 * 1024 * 1024;

/** Builds and starts a subgraph: one endpoint, two doors. */
export async function startSubgraph(definition: SubgraphDefinition, environment: SubgraphEnvironment, seams: SubgraphSeams = {}): Promise<SubgraphHandle> {
  const clock = seams.clock ?? systemClock;
  const metrics = seams.metrics ?? createMetrics(definition.name);
  const http = createHttpServer({ service: definition.name, logLevel: environment.logLevel, bodyLimit: BODY_LIMIT, metrics });
  const key = new LedgerKey(environment.ledgerKey);
  const tracing = await openTracing(definition.name, environment.operations.traces, metrics);
  const database = await Database.open(definition.database, environment.databaseUrl, key, { onQuery: seams.onQuery, tracing, patience: environment.databasePatience });
  database.observe(metrics);
  const { openLedger = realLedger } = seams;
  const ledger = openLedger({ url: environment.databaseUrl, key, patienceMs: environment.ledgerPatienceMs, clock, kind: 'READ', ...seams.ledger });
  const nonces = new DatabaseNonces(environment.databaseUrl, clock);
  const doors = new Doors({
    subgraph: definition.name,
    gatewayDoor: new GatewayDoor(definition.name, environment.gatewayKey, clock, nonces),
    tokens: new TokenVerifier(environment.tokens, seams.keys),
    clock,
  });
  const extensions = { programme: definition.name };
  const observer = new OperationObserver(metrics).plugin();
  const [gateway, own] = await Promise.all([
    createApolloServer<SubgraphContext>({ http, schema: definition.schema.gateway, introspection: false, extensions, observer }),
    createApolloServer<SubgraphContext>({ http, schema: definition.schema.own, introspection: true, extensions, observer }),
  ]);

  http.post('/graphql', async (request, reply) => {
    const signed = isForGatewayDoor(request);
    const reception = new Reception(ledger, signed ? 'GATEWAY' : 'OWN', clock, request.id);
    try {
      const admission = await reception.admit((known) => (signed ? doors.fromGateway(request) : doors.fromMinistry(request, known)));
      const { viewer, purpose, correlationId } = admission;
      Object.assign(request.facts, { viewer, purpose, correlationId });
      const answered = (): Promise<unknown> =>
        reception.answer(admission, (journal) => {
          const context = { ...admission, now: clock.now(), journal, database: database.forRequest(ledger.changesOf(journal)) };
          return answer(signed ? gateway : own, context, request, reply);
        });
      // Nobody but the gateway is believed which trace a request belongs to.
      const parent = signed ? headerOf(request, 'traceparent') : undefined;
      return await requestFacts.run(request.facts, () => traceRequest(tracing, request, reply, answered, parent));
    } catch (error) {
      return sendError(request, reply, error);
    }
  });
  addHealth(http, metrics, async () => {
    const ready = await database.isReady();
    return { ready, status: ready ? 'ready' : 'database unavailable' };
  });
  refuseOtherMethods(http);
  const feeds = new Feeds(http, { name: definition.name, definition: definition.feeds, environment: environment.feeds, database, clock, nonces, ledger, metrics });
  const closeReader = readLedger(http, environment, { name: definition.name, clock, nonces, ledger });
  const attendant = definition.attend?.({ database, ledger, clock, metrics, log: http.log });
  http.addHook('onClose', async () => {
    await Promise.all([feeds.stop(), attendant?.stop(), closeReader()]);
    await Promise.all([nonces.close(), ledger.close(), database.close(), tracing.close()]);
  });

  try {
    await listenForMetrics(http, metrics, environment.operations);
    await http.listen({ host: environment.host, port: environment.port });
  } catch (error) {
    await http.close();
    throw error;
  }
  feeds.start();
  attendant?.start();
  const { port } = http.server.address() as AddressInfo;
  return { url: `http://${environment.host}:${port}`, close: () => drain(http, environment.operations) };
}

const answer = (apollo: ApolloServer<SubgraphContext>, context: SubgraphContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
  fastifyApolloHandler(apollo, { context: () => Promise.resolve(context) }).call(request.server, request, reply) as Promise<unknown>;

/** Serves the process's ledger to audit, where the two share a key. Returns what ends that. */
function readLedger(http: FastifyInstance, { databaseUrl, feeds }: SubgraphEnvironment, serving: Omit<LedgerServing, 'key' | 'source'>): () => Promise<void> {
  const key = feeds.consumerKeys.audit;
  if (key === undefined) return () => Promise.resolve();
  const source = new LedgerReader(databaseUrl);
  serveLedger(http, { ...serving, key, source });
  return () => source.close();
}
