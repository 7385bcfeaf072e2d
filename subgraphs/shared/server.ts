import type { AddressInfo } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { effectiveScopes, openPurpose, purposesOf } from './access/purposes.js';
import { TokenVerifier } from './access/token.js';
import type { SubgraphName } from './access/viewer.js';
import { civilDay, systemClock, type Clock } from './clock.js';
import type { SubgraphContext } from './context.js';
import { Database, type DatabaseDefinition, type QueryListener } from './database/database.js';
import { ENVELOPE_HEADER, MAC_HEADER } from './doors/envelope.js';
import { GatewayDoor } from './doors/gateway-door.js';
import { admitToOwnDoor } from './doors/own-door.js';
import type { SubgraphEnvironment } from './environment.js';
import { clientError } from './errors.js';
import type { FederatedSchema } from './federation.js';
import { correlation, createApolloServer, createHttpServer, sendError } from './http.js';
import { negotiateLanguage } from './language.js';
import type { WriteLedger } from './ledger/write-ledger.js';

/** What makes a subgraph: everything but its environment. */
export interface SubgraphDefinition {
  readonly name: SubgraphName;
  readonly schema: FederatedSchema;
  readonly database: DatabaseDefinition;
}

/** A running subgraph. */
export interface SubgraphHandle {
  /** Base URL, e.g. `http://127.0.0.1:4002`; GraphQL is at `/graphql`. */
  readonly url: string;
  /** Lets requests under way finish, then closes the database. */
  close(): Promise<void>;
}

/** Seams for tests: the clock, and a listener that sees every SQL statement. */
export interface SubgraphSeams {
  readonly clock?: Clock;
  readonly onQuery?: QueryListener;
}

const BODY_LIMIT = 2 * 1024 * 1024;

/** Builds and starts a subgraph: one endpoint, two doors. */
export async function startSubgraph(definition: SubgraphDefinition, environment: SubgraphEnvironment, seams: SubgraphSeams = {}): Promise<SubgraphHandle> {
  const clock = seams.clock ?? systemClock;
  const http = createHttpServer({ service: definition.name, logLevel: environment.logLevel, bodyLimit: BODY_LIMIT });
  const database = await Database.open(definition.database, environment.databaseUrl, seams.onQuery);
  const ledger: WriteLedger = { append: () => Promise.resolve(() => undefined) };
  const door = new GatewayDoor(definition.name, environment.gatewayKey, clock);
  const tokens = new TokenVerifier(environment.tokens);
  const extensions = { programme: definition.name };
  const [gateway, own] = await Promise.all([
    createApolloServer<SubgraphContext>({ http, schema: definition.schema.gateway, introspection: false, extensions }),
    createApolloServer<SubgraphContext>({ http, schema: definition.schema.own, introspection: true, extensions }),
  ]);

  const fromGateway = (request: FastifyRequest): SubgraphContext => {
    const envelope = door.open(single(request, ENVELOPE_HEADER) ?? '', single(request, MAC_HEADER) ?? '', request.rawBody);
    if (typeof envelope === 'string') {
      request.log.warn({ refusal: envelope }, 'gateway door refused');
      throw clientError('DOOR_REFUSED', 'This call is not signed by the gateway.');
    }
    const { viewer, purpose, language, today, correlationId } = envelope;
    const scopes = viewer && purpose ? effectiveScopes(viewer, purpose) : null;
    return { viewer, purpose, language, today, correlationId, scopes: scopes ?? new Set(), database: database.forRequest(ledger) };
  };

  const fromMinistry = async (request: FastifyRequest): Promise<SubgraphContext> => {
    const viewer = admitToOwnDoor(definition.name, await tokens.viewerOf(request.headers.authorization));
    const header = single(request, 'x-purpose');
    if (header === undefined) {
      throw clientError('PURPOSE_MISSING', `X-Purpose must name the purpose of the request: ${purposesOf(viewer.role).join(', ')}.`);
    }
    return {
      viewer,
      ...openPurpose(viewer, header),
      language: negotiateLanguage(request.headers['accept-language']),
      today: civilDay(clock.now()),
      correlationId: request.id,
      database: database.forRequest(ledger),
    };
  };

  http.post('/graphql', async (request, reply) => {
    const signed = request.headers[ENVELOPE_HEADER] !== undefined || request.headers[MAC_HEADER] !== undefined;
    try {
      const context = signed ? fromGateway(request) : await fromMinistry(request);
      return await correlation.run(context.correlationId, () => answer(signed ? gateway : own, context, request, reply));
    } catch (error) {
      return sendError(request, reply, error);
    }
  });
  http.get('/health/ready', async (_request, reply) => {
    const ready = await database.isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database unavailable' });
  });
  http.addHook('onClose', () => database.close());

  try {
    await http.listen({ host: environment.host, port: environment.port });
  } catch (error) {
    await http.close();
    throw error;
  }
  const { port } = http.server.address() as AddressInfo;
  return { url: `http://${environment.host}:${port}`, close: () => http.close() };
}

/** A header given once; a repeated one is refused by taking none. */
const single = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

const answer = (apollo: ApolloServer<SubgraphContext>, context: SubgraphContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
  fastifyApolloHandler(apollo, { context: () => Promise.resolve(context) }).call(request.server, request, reply) as Promise<unknown>;
