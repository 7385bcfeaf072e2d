import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { LogLevel } from './environment.js';
import { nestingRule } from './nesting-rule.js';
import { clientError, maskError, redact, type ErrorCode } from './errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, which MACs and signatures are made over. */
    rawBody: string;
  }
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  DOOR_REFUSED: 403,
  ROLE_NOT_ALLOWED: 403,
  PURPOSE_NOT_ALLOWED: 403,
  REQUEST_TOO_LARGE: 413,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

export interface HttpOptions {
  readonly service: string;
  readonly logLevel: LogLevel;
  /** Largest request body in bytes. */
  readonly bodyLimit: number;
}

/**
 * The HTTP server under the gateway and every subgraph: JSON in and out, one log line per request without address,
 * header, variable or name, errors in GraphQL's shape, and a drain that lets requests under way finish.
 */
export function createHttpServer({ service, logLevel, bodyLimit }: HttpOptions): FastifyInstance {
  const server = Fastify({
    logger: { level: logLevel, base: { service }, serializers: { err: loggedError } },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  server.decorateRequest('rawBody', '');
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body.toString();
    void parseJson(request, request.rawBody, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    request.log.info({ route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
  endConnectionsWhenClosing(server);
  server.setNotFoundHandler((request, reply) => sendError(request, reply, clientError('BAD_REQUEST', 'No such endpoint.'), 404));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) return sendError(request, reply, error);
    const code = status === 413 ? 'REQUEST_TOO_LARGE' : 'BAD_REQUEST';
    const message = status === 413 ? `The body is larger than ${bodyLimit} bytes.` : 'The body must be JSON (application/json) with a GraphQL request.';
    return sendError(request, reply, clientError(code, message), status);
  });
  server.get('/health/live', () => ({ status: 'live' }));
  return server;
}

/** What the log keeps of an error: a database's message quotes values, and a value may be an IIN. */
const loggedError = (error: Error & { code?: unknown }) => ({
  type: error.name,
  code: error.code,
  message: redact(error.message),
  stack: redact(error.stack ?? ''),
});

/** A connection that is busy when the server closes would stay open after its answer, and the close wait for its idle timeout. */
function endConnectionsWhenClosing(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
}

/** Answers with one masked error, outside of GraphQL execution. */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: unknown, status?: number): FastifyReply {
  const original = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const { formatted, masked } = maskError(original.toJSON(), original, request.id);
  if (masked) request.log.error({ err: error, correlationId: request.id }, 'request failed');
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

interface ApolloOptions {
  readonly http: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  /** Extra members of every error's `extensions`. */
  readonly extensions: Record<string, unknown>;
}

/** The correlation id of the request that the current code runs for. */
export const correlation = new AsyncLocalStorage<string>();

/** Configuration that every Apollo Server of this project has, whatever it executes. */
export function apolloDefaults({ http, extensions }: Pick<ApolloOptions, 'http' | 'extensions'>) {
  return {
    includeStacktraceInErrorResponses: false,
    maxRecursiveSelections: 300,
    parseOptions: { maxTokens: MAX_TOKENS },
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: http.log,
    formatError: (formatted: GraphQLFormattedError, original: unknown): GraphQLFormattedError => {
      const correlationId = correlation.getStore() ?? 'none';
      const result = maskError(formatted, unwrapResolverError(original), correlationId, extensions);
      if (result.masked) http.log.error({ err: unwrapResolverError(original), correlationId }, 'request failed');
      return result.formatted;
    },
  };
}

/** No traces on request (`apollo-federation-include-trace`), no reports, no landing page; and a drain. */
export const quietPlugins = (http: FastifyInstance): ApolloServerPlugin[] => [
  fastifyApolloDrainPlugin(http),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginLandingPageDisabled(),
];

/** An Apollo Server over a plain schema with this house's error hygiene. */
export async function createApolloServer<C extends BaseContext>(options: ApolloOptions): Promise<ApolloServer<C>> {
  const server = new ApolloServer<C>({
    ...apolloDefaults(options),
    schema: options.schema,
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    validationRules: [nestingRule],
    plugins: quietPlugins(options.http),
  });
  await server.start();
  return server;
}
