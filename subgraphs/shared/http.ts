import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { LogLevel } from './environment.js';
import { clientError, maskError, type ErrorCode, type MaskedError } from './errors.js';
import { journalOperation, type Journalled } from './ledger/journal-operation.js';
import { loggedError } from './logged-error.js';
import type { Metrics } from './metrics/metrics.js';
import { nestingRule } from './nesting-rule.js';
import { observeRequests } from './observe-requests.js';
import { requestFacts, type RequestFacts } from './request-facts.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, which MACs and signatures are made over. */
    rawBody: string;
    facts: RequestFacts;
  }
  interface FastifyInstance {
    /** True from the moment that the process is told to stop; requests are still answered. */
    draining: boolean;
  }
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  DOOR_REFUSED: 403,
  ROLE_NOT_ALLOWED: 403,
  PURPOSE_NOT_ALLOWED: 403,
  CASE_NUMBER_MISSING: 403,
  PERSISTED_QUERY_NOT_FOUND: 200,
  PERSISTED_QUERY_NOT_IN_LIST: 404,
  QUERY_NOT_IN_SAFELIST: 403,
  REQUEST_TOO_LARGE: 413,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

export interface HttpOptions {
  readonly service: string;
  readonly logLevel: LogLevel;
  /** Largest request body in bytes. */
  readonly bodyLimit: number;
  readonly metrics: Metrics;
}

/**
 * The HTTP server under the gateway and every subgraph: JSON in and out, one log line per request without address,
 * header, variable or name, errors in GraphQL's shape. It is stopped by `drain` (health/drain.ts).
 */
export function createHttpServer({ service, logLevel, bodyLimit, metrics }: HttpOptions): FastifyInstance {
  const server = Fastify({
    logger: { level: logLevel, base: { service }, serializers: { err: loggedError, req: () => ({}), res: () => ({}) } },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // Whoever reaches us while we close is answered; `connection: close` sends the next request elsewhere.
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) => void sendError(request, reply, clientError('BAD_REQUEST', 'The path is not one of a URL.'), 400),
  });
  server.decorate('draining', false);
  server.decorateRequest('rawBody', '');
  server.decorateRequest('facts');
  server.addHook('onRequest', (request, reply, done) => {
    request.facts = { correlationId: request.id };
    void reply.header('cache-control', 'no-store');
    done();
  });
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body.toString();
    void parseJson(request, request.rawBody, done);
  });
  observeRequests(server, metrics);
  endConnectionsWhenDraining(server);
  server.setNotFoundHandler((request, reply) => sendError(request, reply, clientError('BAD_REQUEST', 'No such endpoint.'), 404));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof GraphQLError) return sendError(request, reply, error);
    const status = error.statusCode ?? 500;
    if (status >= 500) return sendError(request, reply, error);
    const code = status === 413 ? 'REQUEST_TOO_LARGE' : 'BAD_REQUEST';
    const message = status === 413 ? `The body is larger than ${bodyLimit} bytes.` : 'The body must be JSON (application/json) with a GraphQL request.';
    return sendError(request, reply, clientError(code, message, status === 413 ? { bound: 'body', limit: bodyLimit } : {}), status);
  });
  return server;
}

/** A connection that is kept after its answer would bring requests until the very end, and the close would wait for its idle timeout. */
function endConnectionsWhenDraining(server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (server.draining) void reply.header('connection', 'close');
    done();
  });
}

/** What operators must hear of an error: what it was, where the client learns nothing; and why something of ours could not be had. */
function logFault(log: FastifyBaseLogger, error: unknown, { masked, formatted }: MaskedError, correlationId: string): void {
  if (masked) return log.error({ err: error, correlationId }, 'request failed');
  const unavailable = formatted.extensions?.['code'] === 'UNAVAILABLE';
  if (unavailable) log.warn({ err: (error as Error).cause ?? error, correlationId }, 'unavailable');
}

/** Answers with one masked error, outside of GraphQL execution. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: unknown, status?: number): FastifyReply {
  const original = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const correlationId = request.facts?.correlationId ?? request.id;
  const result = maskError(original.toJSON(), original, correlationId);
  const { formatted } = result;
  logFault(request.log, error, result, correlationId);
  const code = formatted.extensions?.['code'] as ErrorCode;
  return reply.code(status ?? STATUS[code] ?? 400).header('content-type', 'application/json; charset=utf-8').send({ errors: [formatted] });
}

/** GraphQL comes by POST only: a GET could be made by a link on anybody's page. */
export function refuseOtherMethods(http: FastifyInstance): void {
  http.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (request, reply) => sendError(request, reply.header('allow', 'POST'), clientError('BAD_REQUEST', 'GraphQL requests are POST requests with a JSON body.'), 405),
  });
}

/** More tokens than any honest document has; counted by the parser, before anything else looks at it. */
const MAX_TOKENS = 10_000;

/** Selections of a document, its fragments expanded. */
const MAX_SELECTIONS = 300;

interface ApolloOptions {
  readonly http: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  /** See observe-operations.ts. */
  readonly observer: ApolloServerPlugin;
  /** Extra members of every error's `extensions`. */
  readonly extensions: Record<string, unknown>;
}

/** Configuration that every Apollo Server of this project has, whatever it executes. */
export function apolloDefaults({ http, extensions }: Pick<ApolloOptions, 'http' | 'extensions'>) {
  return {
    includeStacktraceInErrorResponses: false,
    maxRecursiveSelections: MAX_SELECTIONS,
    parseOptions: { maxTokens: MAX_TOKENS },
    allowBatchedHttpRequests: false,
    persistedQueries: false as const,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: http.log,
    formatError: (formatted: GraphQLFormattedError, original: unknown): GraphQLFormattedError => {
      const correlationId = requestFacts.getStore()?.correlationId ?? 'none';
      const result = maskError(formatted, unwrapResolverError(original), correlationId, extensions);
      logFault(http.log, unwrapResolverError(original), result, correlationId);
      return result.formatted;
    },
  };
}

/** No traces on request (`apollo-federation-include-trace`), no reports, no landing page, and nothing is cached: to look for hints on that, Apollo Server would wrap every resolver. */
export const quietPlugins = (): ApolloServerPlugin[] => [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginLandingPageDisabled(),
];

/** An Apollo Server over a plain schema with this house's error hygiene. */
export async function createApolloServer<C extends BaseContext & Journalled>(options: ApolloOptions): Promise<ApolloServer<C>> {
  const server = new ApolloServer<C>({
    ...apolloDefaults(options),
    schema: options.schema,
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    validationRules: [nestingRule],
    plugins: [...quietPlugins(), options.observer, journalOperation],
  });
  await server.start();
  return server;
}
