import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import { apolloDefaults, quietPlugins } from '../subgraphs/shared/http.js';
import { journalOperation } from '../subgraphs/shared/ledger/journal-operation.js';
import type { OperationObserver } from '../subgraphs/shared/observe-operations.js';
import type { ClientOperation } from './client-operation.js';
import type { GatewayContext } from './context.js';
import type { OperationExecutor } from './executor.js';
import { BalagraphGateway, REHEARSAL } from './gateway.js';
import { KnownDocuments } from './known-documents.js';
import { clientErrors, oneValidationError } from './response/client-errors.js';
import { responseText } from './response/response-text.js';
import { DOCUMENT_RULES } from './schema/document-rules.js';
import type { Graph } from './schema/graph.js';
import { ShortPath } from './short-path.js';

/** The two ways to answer the documents of one kind of clients. */
export interface Answering {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly short: ShortPath;
  /** What has been let through. */
  readonly known: KnownDocuments;
  /** Lets a document through, or not, and executes nothing; undefined when it is not valid. */
  rehearse(text: string, operationName: string | null): Promise<ClientOperation | undefined>;
}

/** The same graph for two kinds of clients. */
export interface ApolloServers {
  /** For tokens with `documents: free`: introspection, and validation messages that help. */
  readonly open: Answering;
  /** For everybody else, anonymous requests included: from its messages nothing about the schema can be learnt. */
  readonly closed: Answering;
  /** After the HTTP server has closed. */
  stop(): Promise<void>;
}

/** What both kinds of clients are answered from. */
export interface ApolloParts {
  readonly http: FastifyInstance;
  readonly graph: Graph;
  readonly executor: OperationExecutor;
  readonly observer: OperationObserver;
}

/**
 * Apollo Server decides on introspection once per server; therefore there are two over one executor, which plans and
 * executes for both. Neither answers by what the other has let through.
 */
export async function createApolloServers(parts: ApolloParts): Promise<ApolloServers> {
  const [open, closed] = await Promise.all([createServer(parts, true), createServer(parts, false)]);
  const stop = async (): Promise<void> => {
    await open.apollo.stop();
    await closed.apollo.stop();
  };
  return { open, closed, stop };
}

async function createServer({ http, graph, executor, observer }: ApolloParts, open: boolean): Promise<Answering> {
  const defaults = apolloDefaults({ http, extensions: {} });
  const formatError = clientErrors(defaults.formatError, open);
  const known = new KnownDocuments();
  const apollo = new ApolloServer<GatewayContext>({
    ...defaults,
    gateway: new BalagraphGateway(graph, executor, known),
    introspection: open,
    hideSchemaDetailsFromClientErrors: !open,
    validationRules: [...DOCUMENT_RULES],
    formatError,
    stringifyResult: responseText,
    // Without the first, Apollo Server would wrap every resolver of the API schema to look for cache hints.
    plugins: [ApolloServerPluginCacheControlDisabled(), ...quietPlugins(), journalOperation, ...(open ? [] : [oneValidationError]), observer.plugin()],
  });
  await apollo.start();
  const rehearse = async (query: string, operationName: string | null): Promise<ClientOperation | undefined> => {
    await apollo.executeOperation({ query, ...(operationName === null ? {} : { operationName }) }, { contextValue: REHEARSAL });
    return known.find(query, operationName);
  };
  return { apollo, short: new ShortPath({ executor, known, apiSchema: graph.apiSchema, observer, formatError }), known, rehearse };
}
