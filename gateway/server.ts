import type { AddressInfo } from 'node:net';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TokenVerifier } from '../subgraphs/shared/access/token.js';
import { systemClock, type Clock } from '../subgraphs/shared/clock.js';
import { DatabaseNonces } from '../subgraphs/shared/doors/database-nonces.js';
import { drain } from '../subgraphs/shared/health/drain.js';
import { addHealth } from '../subgraphs/shared/health/health.js';
import { createHttpServer, refuseOtherMethods, sendError } from '../subgraphs/shared/http.js';
import { LedgerReader } from '../subgraphs/shared/ledger/feed/reader.js';
import { serveLedger } from '../subgraphs/shared/ledger/feed/serve.js';
import { Ledger, type LedgerTiming } from '../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import { LedgerWatch } from '../subgraphs/shared/ledger/ledger-watch.js';
import { ledgerUnavailable } from '../subgraphs/shared/ledger/grouped-ledger.js';
import { Reception } from '../subgraphs/shared/ledger/reception.js';
import { listenForMetrics } from '../subgraphs/shared/metrics/listener.js';
import { createMetrics, type Metrics } from '../subgraphs/shared/metrics/metrics.js';
import { OperationObserver } from '../subgraphs/shared/observe-operations.js';
import { loggedFacts, requestFacts } from '../subgraphs/shared/request-facts.js';
import { traceRequest } from '../subgraphs/shared/tracing/trace-request.js';
import { openTracing, type Tracing } from '../subgraphs/shared/tracing/tracing.js';
import type { ApolloServers } from './apollo.js';
import { audienceOf } from './audience.js';
import { boundBody } from './bounds/body.js';
import { limitsOf } from './bounds/table.js';
import { Documents } from './documents/documents.js';
import { enter } from './door.js';
import type { GatewayEnvironment } from './environment.js';
import { gatewayMetrics, observeReadiness } from './metrics.js';
import { Deadlines, type Patience } from './patience.js';
import { Readiness, type ReadinessTiming } from './readiness.js';
import { sendable } from './response/response-text.js';
import { Supergraphs } from './supergraph/supergraphs.js';
import { isAnalysis } from './upstream/analysis.js';
import { SubgraphClients } from './upstream/clients.js';
import type { ThreadSettings } from './vetting/threads.js';

/** A running gateway. */
export interface GatewayHandle {
  /** Base URL, e.g. `http://127.0.0.1:4000`; GraphQL is at `/graphql`. */
  readonly url: string;
  /** Looks at the supergraph file now; resolves when what it holds is served or refused. */
  reload(): Promise<void>;
  /** Drains: says that it is not ready, lets requests finish, then ends the connections to subgraphs. */
  close(): Promise<void>;
}

/** Seams for tests: the clock, the pace of readiness, the metrics to look into, the ledger's patience, and what a document may take of a thread. */
export interface GatewaySeams {
  readonly clock?: Clock;
  readonly metrics?: Metrics;
  readonly readiness?: ReadinessTiming;
  readonly ledger?: LedgerTiming;
  /** Null works on documents in this thread. */
  readonly threads?: ThreadSettings | null;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Builds and starts the gateway. Throws `EnvironmentError` when the supergraph cannot be served as configured. */
export async function startGateway(environment: GatewayEnvironment, seams: GatewaySeams = {}): Promise<GatewayHandle> {
  const clock = seams.clock ?? systemClock;
  const metrics = seams.metrics ?? createMetrics('gateway');
  const counted = gatewayMetrics(metrics);
  const tracing = await openTracing('gateway', environment.operations.traces, metrics);
  const http = createHttpServer({ service: 'gateway', logLevel: environment.logLevel, bodyLimit: limitsOf('closed').body, metrics });
  const readiness = new Readiness(seams.readiness);
  const documents = new Documents({ settings: environment.documents, clock, log: http.log, metrics });
  const supergraphs = await Supergraphs.open({
    file: environment.supergraph,
    pollMs: environment.supergraphPollMs,
    parts: {
      http,
      clients: new SubgraphClients(environment, { clock, metrics: counted, tracing }),
      told: { log: http.log, metrics: counted, tracing },
      threads: seams.threads,
      observer: new OperationObserver(metrics, documents.names),
    },
    log: http.log,
    metrics: counted,
    fits: (serving) => documents.refit(serving),
    served: ({ held }) => readiness.watch(held.clients.values()),
  });
  const ledger = new Ledger({ url: environment.databaseUrl, key: new LedgerKey(environment.ledgerKey), clock, kind: 'DOOR', ...seams.ledger });
  const watch = new LedgerWatch(ledger);
  addGraphql(http, { supergraphs, documents, deadlines: new Deadlines(environment.requestTimeoutMs), analyses: new Deadlines(environment.analysisTimeoutMs), ledger, watch, tokens: new TokenVerifier(environment.tokens), clock, tracing });
  addHealth(http, metrics, () => {
    const health = { ...readiness.report(), supergraph: supergraphs.hash };
    return watch.writable ? health : { ...health, ready: false, status: 'ledger unavailable' };
  });
  observeReadiness(metrics, readiness);
  const closeReader = readLedger(http, environment, ledger, clock);
  http.addHook('onClose', async () => {
    await closeReader();
    readiness.stop();
    documents.stop();
    watch.stop();
    await supergraphs.close();
    await ledger.close();
    await tracing.close();
  });
  try {
    await watch.start();
    await documents.start(supergraphs.current);
    supergraphs.start();
    await listenForMetrics(http, metrics, environment.operations);
    await http.listen({ host: environment.host, port: environment.port });
  } catch (error) {
    await http.close();
    throw error;
  }
  documents.warm();
  const { port } = http.server.address() as AddressInfo;
  return { url: `http://${environment.host}:${port}`, reload: () => supergraphs.reload(), close: () => drain(http, environment.operations) };
}

interface GraphqlParts {
  readonly supergraphs: Supergraphs;
  readonly documents: Documents;
  readonly deadlines: Deadlines;
  /** Those of auditors' questions over a snapshot. */
  readonly analyses: Deadlines;
  readonly ledger: Ledger;
  readonly watch: LedgerWatch;
  readonly tokens: TokenVerifier;
  readonly clock: Clock;
  readonly tracing: Tracing;
}

/** What the gateway refuses is in its ledger before anybody hears of it; without a ledger it answers nothing. */
function addGraphql(http: FastifyInstance, { supergraphs, documents, deadlines, analyses, ledger, watch, tokens, clock, tracing }: GraphqlParts): void {
  http.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-correlation-id', request.id);
    done();
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply, servers: ApolloServers, patience: Patience): Promise<unknown> => {
    if (!watch.writable) throw ledgerUnavailable();
    const reception = new Reception(ledger, 'GATEWAY', clock, request.id);
    const admission = await reception.admit((known) => enter(request, tokens, clock, known));
    const { viewer, purpose } = admission;
    Object.assign(request.facts, { viewer, purpose });
    const execute = (): Promise<unknown> =>
      reception.answer(admission, async (journal) => {
        const { apollo, short, vetted } = servers[audienceOf(viewer)];
        const context = { ...admission, journal, patience };
        const { body, trusted, valid } = documents.receive(request.body, viewer);
        request.body = body;
        const past = vetted.variables(request, reply);
        if (past !== null) return past;
        const text = await short.answer(body, request.headers.accept, context, trusted);
        // Handed back and not sent: it is recorded before it leaves.
        const answered: unknown = text === null ? await vetted.answer(request, reply, () => fastifyApolloHandler(apollo, { context: () => Promise.resolve(context) }).call(http, request, reply)) : sendable(text);
        if (text !== null) void reply.header('content-type', JSON_TYPE);
        if (valid !== null && short.knows(body)) valid();
        return answered;
      });
    // A client's `traceparent` is not read: whoever may choose trace ids could join or flood other people's traces.
    return requestFacts.run(request.facts, () => traceRequest(tracing, request, reply, execute));
  };
  http.post('/graphql', { preParsing: boundBody }, async (request, reply) => {
    const limits = isAnalysis(request.headers['x-purpose']) ? analyses : deadlines;
    const patience = limits.begin();
    // It comes after an answer, too, when nothing is left to be given up.
    reply.raw.on('close', () => patience.end('GONE'));
    try {
      return await supergraphs.serve((apollo) => answer(request, reply, apollo, patience));
    } catch (error) {
      return sendError(request, reply, error);
    } finally {
      limits.answered(patience);
      // Fastify tells of answers that were sent only.
      if (patience.ended === 'GONE') request.log.info(loggedFacts(request.facts), 'client gone');
    }
  });
  refuseOtherMethods(http);
}

/** Serves the ledger of what was refused here to audit, where the two share a key. Returns what ends that. */
function readLedger(http: FastifyInstance, { databaseUrl, auditKey }: GatewayEnvironment, ledger: Ledger, clock: Clock): () => Promise<void> {
  if (auditKey == null) return () => Promise.resolve();
  const [source, nonces] = [new LedgerReader(databaseUrl), new DatabaseNonces(databaseUrl, clock)];
  serveLedger(http, { name: 'gateway', key: auditKey, source, clock, nonces, ledger });
  return async () => void (await Promise.all([source.close(), nonces.close()]));
}
