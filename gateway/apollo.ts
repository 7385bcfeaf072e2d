import { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { apolloDefaults, quietPlugins } from '../subgraphs/shared/http.js';
import { journalOperation } from '../subgraphs/shared/ledger/journal-operation.js';
import type { OperationObserver } from '../subgraphs/shared/observe-operations.js';
import type { Audience } from './audience.js';
import type { GatewayContext } from './context.js';
import type { OperationExecutor } from './executor.js';
import { BalagraphGateway } from './gateway.js';
import { KnownDocuments } from './known-documents.js';
import { clientErrors } from './response/client-errors.js';
import { responseText } from './response/response-text.js';
import type { Graph } from './schema/graph.js';
import { ShortPath } from './short-path.js';
import { neverParsedHere, VettedPath, vettedDocuments } from './vetting/vetted-path.js';
import type { Vetting } from './vetting/vetting.js';

/** The ways to answer the documents of one kind of clients. */
export interface Answering {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly short: ShortPath;
  /** What has been let through. */
  readonly known: KnownDocuments;
  readonly vetted: VettedPath;
}

/** The same graph for each kind of clients. */
export interface ApolloServers extends Readonly<Record<Audience, Answering>> {
  /** After the HTTP server has closed. */
  stop(): Promise<void>;
}

/** What both kinds of clients are answered from. */
export interface ApolloParts {
  readonly http: FastifyInstance;
  readonly graph: Graph;
  readonly executor: OperationExecutor;
  readonly vetting: Vetting;
  readonly observer: OperationObserver;
}

/** One executor plans and executes for all. None of the servers answers by what another has let through. */
export async function createApolloServers(parts: ApolloParts): Promise<ApolloServers> {
  const [open, closed, anonymous] = await Promise.all([createServer(parts, 'open'), createServer(parts, 'closed'), createServer(parts, 'anonymous')]);
  const stop = async (): Promise<void> => {
    for (const { apollo } of [open, closed, anonymous]) await apollo.stop();
  };
  return { open, closed, anonymous, stop };
}

async function createServer({ http, graph, executor, vetting, observer }: ApolloParts, audience: Audience): Promise<Answering> {
  const defaults = apolloDefaults({ http, extensions: {} });
  const formatError = clientErrors(defaults.formatError, audience === 'open');
  const known = new KnownDocuments();
  const apollo = new ApolloServer<GatewayContext>({
    ...defaults,
    gateway: new BalagraphGateway(graph, executor, known),
    // Validation, introspection and bounds are vetting's, before this.
    documentStore: vettedDocuments,
    formatError,
    stringifyResult: responseText,
    plugins: [...quietPlugins(), neverParsedHere, journalOperation, observer.plugin()],
  });
  await apollo.start();
  const short = new ShortPath({ executor, known, apiSchema: graph.apiSchema, observer, formatError });
  return { apollo, short, known, vetted: new VettedPath({ audience, vetting, known, observer, formatError }) };
}
