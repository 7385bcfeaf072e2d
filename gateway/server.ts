import type { AddressInfo } from 'node:net';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { TokenVerifier } from '../subgraphs/shared/access/token.js';
import { isSubgraphName, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { systemClock, type Clock } from '../subgraphs/shared/clock.js';
import { EnvironmentError, variableName } from '../subgraphs/shared/environment.js';
import { drain } from '../subgraphs/shared/health/drain.js';
import { addHealth } from '../subgraphs/shared/health/health.js';
import { createHttpServer, refuseOtherMethods, sendError } from '../subgraphs/shared/http.js';
import { Ledger, type LedgerTiming } from '../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import { LedgerWatch } from '../subgraphs/shared/ledger/ledger-watch.js';
import { ledgerUnavailable } from '../subgraphs/shared/ledger/grouped-ledger.js';
import { Reception } from '../subgraphs/shared/ledger/reception.js';
import { listenForMetrics } from '../subgraphs/shared/metrics/listener.js';
import { createMetrics, type Metrics } from '../subgraphs/shared/metrics/metrics.js';
import { OperationObserver } from '../subgraphs/shared/observe-operations.js';
import { requestFacts } from '../subgraphs/shared/request-facts.js';
import { traceRequest } from '../subgraphs/shared/tracing/trace-request.js';
import { openTracing, type Tracing } from '../subgraphs/shared/tracing/tracing.js';
import { createApolloServers, type ApolloServers } from './apollo.js';
import { audienceOf } from './audience.js';
import { boundBody } from './bounds/body.js';
import { limitsOf } from './bounds/table.js';
import { enter } from './door.js';
import { baseUrl, type GatewayEnvironment } from './environment.js';
import { GUARDED, OperationExecutor } from './executor.js';
import { knownOperations } from './known-operations.js';
import { gatewayMetrics, observeReadiness, type GatewayMetrics } from './metrics.js';
import { Readiness, type ReadinessTiming } from './readiness.js';
import { loadGraph, readSupergraph, type Graph } from './schema/graph.js';
import { SubgraphClient } from './upstream/client.js';
import { Threads, type ThreadSettings } from './vetting/threads.js';
import { Vetting } from './vetting/vetting.js';

/** A running gateway. */
export interface GatewayHandle {
  /** Base URL, e.g. `http://127.0.0.1:4000`; GraphQL is at `/graphql`. */
  readonly url: string;
  /** Drains: says that it is not ready, lets requests finish, then ends the connections to subgraphs. */
  close(): Promise<void>;
}

/** Seams for tests: the clock, the pace of readiness, the metrics to look into, the ledger's patience, and what a document may take of a thread. */
export interface GatewaySeams {
  readonly clock?: Clock;
  readonly metrics?: Metrics;
  readonly readiness?: ReadinessTiming;
  readonly ledger?: LedgerTiming;
  readonly threads?: ThreadSettings;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Builds and starts the gateway. Throws `EnvironmentError` when the supergraph cannot be served as configured. */
export async function startGateway(environment: GatewayEnvironment, seams: GatewaySeams = {}): Promise<GatewayHandle> {
  const clock = seams.clock ?? systemClock;
  const graph = loadGraph(readSupergraph(environment.supergraph));
  const metrics = seams.metrics ?? createMetrics('gateway');
  const counted = gatewayMetrics(metrics);
  const tracing = await openTracing('gateway', environment.operations.traces, metrics);
  const clients = connect(graph, environment, { clock, counted, tracing });
  const http = createHttpServer({ service: 'gateway', logLevel: environment.logLevel, bodyLimit: limitsOf('closed').body, metrics });
  const threads = new Threads(graph.sdl, http.log, seams.threads);
  const vetting = new Vetting(threads, counted.vetted);
  const executor = new OperationExecutor(graph, clients, { log: http.log, metrics: counted, tracing }, GUARDED, vetting);
  const apollo = await createApolloServers({ http, graph, executor, vetting, observer: new OperationObserver(metrics, knownOperations()) });
  const readiness = new Readiness([...clients.values()], seams.readiness);
  const ledger = new Ledger({ url: environment.databaseUrl, key: new LedgerKey(environment.ledgerKey), clock, kind: 'DOOR', ...seams.ledger });
  const watch = new LedgerWatch(ledger);
  addGraphql(http, { apollo, ledger, watch, tokens: new TokenVerifier(environment.tokens), clock, tracing });
  addHealth(http, metrics, () => (watch.writable ? readiness.report() : { ...readiness.report(), ready: false, status: 'ledger unavailable' }));
  observeReadiness(metrics, readiness);
  http.addHook('onClose', async () => {
    readiness.stop();
    watch.stop();
    await apollo.stop();
    await vetting.close();
    await ledger.close();
    await Promise.all([tracing.close(), ...[...clients.values()].map((client) => client.close())]);
  });
  try {
    await Promise.all([watch.start(), threads.start()]);
    await listenForMetrics(http, metrics, environment.operations);
    await http.listen({ host: environment.host, port: environment.port });
  } catch (error) {
    await http.close();
    throw error;
  }
  readiness.start();
  const { port } = http.server.address() as AddressInfo;
  return { url: `http://${environment.host}:${port}`, close: () => drain(http, environment.operations) };
}

/** What a client of a subgraph has besides its settings. */
interface Surroundings {
  readonly clock: Clock;
  readonly counted: GatewayMetrics;
  readonly tracing: Tracing;
}

function connect(graph: Graph, environment: GatewayEnvironment, { clock, counted, tracing }: Surroundings): ReadonlyMap<SubgraphName, SubgraphClient> {
  const { responseLimitBytes } = environment;
  return new Map([...graph.ownership.urls].map(([name, url]) => {
    if (!isSubgraphName(name)) throw new EnvironmentError(`The supergraph has a subgraph that is not known here: ${name}.`);
    const settings = environment.subgraphs[name];
    if (settings === undefined) throw new EnvironmentError(`SUBGRAPH_${variableName(name)}_KEY must be set: the supergraph has this subgraph.`);
    const base = settings.url ?? baseUrl(url);
    if (!URL.canParse(base)) throw new EnvironmentError(`SUBGRAPH_${variableName(name)}_URL must be set: the supergraph has no URL for it.`);
    const retried = (): void => counted.retried(name);
    return [name, new SubgraphClient({ name, baseUrl: base, key: settings.key, timeoutMs: settings.timeoutMs, responseLimitBytes, clock, tracing, retried })];
  }));
}

interface GraphqlParts {
  readonly apollo: ApolloServers;
  readonly ledger: Ledger;
  readonly watch: LedgerWatch;
  readonly tokens: TokenVerifier;
  readonly clock: Clock;
  readonly tracing: Tracing;
}

/** What the gateway refuses is in its ledger before anybody hears of it; without a ledger it answers nothing. */
function addGraphql(http: FastifyInstance, { apollo, ledger, watch, tokens, clock, tracing }: GraphqlParts): void {
  http.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-correlation-id': request.id });
    done();
  });
  http.post('/graphql', { preParsing: boundBody }, async (request, reply) => {
    try {
      if (!watch.writable) throw ledgerUnavailable();
      const reception = new Reception(ledger, 'GATEWAY', clock, request.id);
      const admission = await reception.admit((known) => enter(request, tokens, clock, known));
      const { viewer, purpose } = admission;
      Object.assign(request.facts, { viewer, purpose });
      const answer = (): Promise<unknown> =>
        reception.answer(admission, async (journal) => {
          const { apollo: server, short, vetted } = apollo[audienceOf(viewer)];
          const context = { ...admission, journal };
          const past = vetted.variables(request, reply);
          if (past !== null) return past;
          const text = await short.answer(request.body, request.headers.accept, context);
          if (text === null) return vetted.answer(request, reply, () => fastifyApolloHandler(server, { context: () => Promise.resolve(context) }).call(http, request, reply));
          void reply.header('content-type', JSON_TYPE);
          // Handed back and not sent: it is recorded before it leaves.
          return text;
        });
      // A client's `traceparent` is not read: whoever may choose trace ids could join or flood other people's traces.
      return await requestFacts.run(request.facts, () => traceRequest(tracing, request, reply, answer));
    } catch (error) {
      return sendError(request, reply, error);
    }
  });
  refuseOtherMethods(http);
}
