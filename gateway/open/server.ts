import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { pino } from 'pino';
import { quietPlugins } from '../../subgraphs/shared/http.js';
import type { Running } from '../../subgraphs/shared/process.js';
import { NO_TRACING } from '../../subgraphs/shared/tracing/tracing.js';
import type { GatewayContext } from '../context.js';
import { OperationExecutor } from '../executor.js';
import { BalagraphGateway } from '../gateway.js';
import { KnownDocuments } from '../known-documents.js';
import { NO_METRICS } from '../metrics.js';
import { responseText, sendable } from '../response/response-text.js';
import { loadOpenGraph } from '../schema/graph.js';
import { askedIn } from '../short-path.js';
import { NOBODY } from './nobody.js';
import { OpenSubgraph, unmasked } from './subgraph.js';
import { subgraphUrls } from './subgraph-urls.js';

export interface OpenOptions {
  /** Text of the supergraph. */
  readonly sdl: string;
  readonly host: string;
  readonly port: number;
}

/**
 * The planning and executing parts of the gateway over any supergraph: no token, no signature, no ledger, no masking, no
 * bounds. For conformance suites and comparisons; never for anybody's data.
 */
export async function startOpenGateway({ sdl, host, port }: OpenOptions): Promise<Running> {
  const graph = loadOpenGraph(sdl);
  const subgraphs = new Map([...subgraphUrls(sdl)].map(([name, url]) => [name, new OpenSubgraph(url)]));
  const told = { log: pino({ level: 'silent' }) as never, metrics: NO_METRICS, tracing: NO_TRACING };
  const executor = new OperationExecutor(graph, subgraphs, told, { reasonOf: unmasked, tellsProgrammes: false });
  const known = new KnownDocuments();
  const apollo = new ApolloServer<GatewayContext>({
    gateway: new BalagraphGateway(graph, executor, known),
    introspection: true,
    // A document's tokens weigh more than the document, and known documents are kept.
    parseOptions: { noLocation: true },
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: quietPlugins(),
    stringifyResult: responseText,
  });
  await apollo.start();
  const front = new Front(apollo, executor, known);
  const server = createServer((request, response) => void front.answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const close = async (): Promise<void> => {
    server.closeIdleConnections();
    await new Promise((resolve) => server.close(resolve));
    await apollo.stop();
    for (const subgraph of subgraphs.values()) subgraph.close();
  };
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, close };
}

class Front {
  constructor(
    private readonly apollo: ApolloServer<GatewayContext>,
    private readonly executor: OperationExecutor,
    private readonly known: KnownDocuments,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/health') === true) return void response.end('{"status":"ready"}');
    const body = parseJson(await textOf(request));
    const quick = request.method === 'POST' ? await this.#quick(body) : null;
    if (quick !== null) return send(response, 200, quick);
    const { status = 200, headers, body: whole } = await this.#apollo(request, body);
    for (const [name, value] of headers) response.setHeader(name, value);
    send(response, status, whole.kind === 'complete' ? whole.string : '');
  }

  /** The answer to a document that was executed before; null for any other, and for variables that do not fit. */
  async #quick(body: object): Promise<string | null> {
    const asked = askedIn(body);
    const operation = asked === null ? undefined : this.known.find(asked.query, asked.operationName);
    if (asked === null || operation === undefined) return null;
    const result = await this.executor.execute(operation, asked.variables, NOBODY);
    return result.data === undefined ? null : responseText(result as never);
  }

  #apollo({ method = 'GET', url = '/', headers }: IncomingMessage, body: object): Promise<HTTPGraphQLResponse> {
    const given = new HeaderMap(Object.entries(headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]])));
    const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
    return this.apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: { method, headers: given, search, body }, context: () => Promise.resolve(NOBODY) });
  }
}

/** What `text` of `node:stream/consumers` gives, without an iterator for each request. */
const textOf = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => resolve((pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))?.toString() ?? ''));
    request.on('error', reject);
  });

function parseJson(body: string): object {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json; charset=utf-8');
  response.statusCode = status;
  response.end(sendable(body));
}
