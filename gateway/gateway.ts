import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from './context.js';
import type { OperationExecutor } from './executor.js';
import type { KnownDocuments } from './known-documents.js';
import type { Graph } from './schema/graph.js';
import { vettedDocument } from './vetting/vetted-path.js';

type GatewayInterface = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type LoadListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];
type Loaded = Awaited<ReturnType<GatewayInterface['load']>>;

/**
 * What Apollo Server executes instead of a schema. The stock gateway refuses a supergraph with access directives, has
 * no deadline for subgraphs and hands their errors on as they are; this one is a thin layer over `OperationExecutor`.
 */
export class BalagraphGateway implements GatewayInterface {
  readonly #listeners = new Set<LoadListener>();

  constructor(
    private readonly graph: Graph,
    private readonly executor: OperationExecutor,
    private readonly known: KnownDocuments,
  ) {}

  onSchemaLoadOrUpdate(listener: LoadListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  load(): Promise<Loaded> {
    for (const listener of this.#listeners) listener({ apiSchema: this.graph.apiSchema, coreSupergraphSdl: this.graph.sdl });
    return Promise.resolve({ executor: (request) => this.#execute(request) });
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  async #execute({ request, document, operation, queryHash, context }: ExecutorRequest): Promise<ExecutorResult> {
    // Apollo Server validates that there are operations, not that the one named is among them; it types the absence away.
    if ((operation as typeof operation | undefined) === undefined) return { errors: [new GraphQLError('The document has no operation of that name, or several and none is named.')] };
    const client = { document, operation, hash: queryHash, bound: vettedDocument.getStore()?.boundOf(operation) ?? null };
    const result = await this.executor.execute(client, request.variables ?? {}, context as GatewayContext);
    // Only now: what cannot be planned is never known, and Apollo Server says so each time.
    if (request.query !== undefined) this.known.remember(request.query, request.operationName ?? null, client);
    // Apollo Server hands the data on to `responseText` as it is.
    return result as ExecutorResult;
  }
}

type Executor = NonNullable<Loaded['executor']>;
type ExecutorRequest = Parameters<Executor>[0];
type ExecutorResult = Awaited<ReturnType<Executor>>;
