import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import { apolloDefaults, quietPlugins } from '../subgraphs/shared/http.js';
import { journalOperation } from '../subgraphs/shared/ledger/journal-operation.js';
import { nestingRule } from '../subgraphs/shared/nesting-rule.js';
import type { GatewayContext } from './context.js';
import { clientErrors, oneValidationError } from './response/client-errors.js';
import { responseText } from './response/response-text.js';
import { scalarLiteralsRule } from './schema/literal-rule.js';
import { reservedNamesRule } from './schema/reserved-names-rule.js';

type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

/** The same graph for two kinds of clients. */
export interface ApolloServers {
  /** For tokens with `documents: free`: introspection, and validation messages that help. */
  readonly open: ApolloServer<GatewayContext>;
  /** For everybody else, anonymous requests included: from its messages nothing about the schema can be learnt. */
  readonly closed: ApolloServer<GatewayContext>;
  /** After the HTTP server has closed. */
  stop(): Promise<void>;
}

/**
 * Apollo Server decides on introspection once per server; therefore there are two over one gateway, which plans and
 * executes for both.
 */
export async function createApolloServers(http: FastifyInstance, gateway: Gateway, observer: ApolloServerPlugin): Promise<ApolloServers> {
  const [open, closed] = await Promise.all([createServer(http, gateway, observer, true), createServer(http, gateway, observer, false)]);
  const stop = async (): Promise<void> => {
    await open.stop();
    await closed.stop();
  };
  return { open, closed, stop };
}

async function createServer(http: FastifyInstance, gateway: Gateway, observer: ApolloServerPlugin, open: boolean): Promise<ApolloServer<GatewayContext>> {
  const defaults = apolloDefaults({ http, extensions: {} });
  const server = new ApolloServer<GatewayContext>({
    ...defaults,
    gateway,
    introspection: open,
    hideSchemaDetailsFromClientErrors: !open,
    validationRules: [scalarLiteralsRule, reservedNamesRule, nestingRule],
    formatError: clientErrors(defaults.formatError, open),
    stringifyResult: responseText,
    // Without the first, Apollo Server would wrap every resolver of the API schema to look for cache hints.
    plugins: [ApolloServerPluginCacheControlDisabled(), ...quietPlugins(), journalOperation, ...(open ? [] : [oneValidationError]), observer],
  });
  await server.start();
  return server;
}
