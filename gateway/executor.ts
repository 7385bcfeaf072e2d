import { GraphQLError, type ExecutionResult } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { requestFacts } from '../subgraphs/shared/request-facts.js';
import type { Refusal } from './access/refusal.js';
import type { ClientOperation } from './client-operation.js';
import type { GatewayContext } from './context.js';
import type { GatewayMetrics } from './metrics.js';
import { OperationPreparer } from './operation.js';
import { newData } from './plan/nodes.js';
import { runNode, type Run } from './plan/run.js';
import { Programmes } from './response/programmes.js';
import { shapeResponse } from './response/shape-response.js';
import type { Graph } from './schema/graph.js';
import type { Answer } from './upstream/answer.js';
import type { SubgraphClient, SubgraphRequest } from './upstream/client.js';
import { NoAnswer, type NoAnswerReason } from './upstream/no-answer.js';
import { coerceVariables } from './variables.js';

/** Executes clients' operations: variables, access, plan, fetches, response. */
export class OperationExecutor {
  readonly #preparer: OperationPreparer;

  constructor(
    private readonly graph: Graph,
    private readonly clients: ReadonlyMap<SubgraphName, SubgraphClient>,
    private readonly log: FastifyBaseLogger,
    private readonly metrics: GatewayMetrics,
  ) {
    this.#preparer = new OperationPreparer(graph, metrics);
  }

  /**
   * The response to a validated operation, with `extensions.programmes` when a programme was touched. A bad variable
   * gives errors and no data, and nothing is asked of any subgraph.
   */
  async execute(client: ClientOperation, rawVariables: Readonly<Record<string, unknown>>, context: GatewayContext): Promise<ExecutionResult> {
    const { values, errors: bad } = coerceVariables(this.graph.apiSchema, client.operation, rawVariables);
    if (values === null) return { errors: bad };
    const { plan, refusals, ...stripped } = this.#preparer.prepare(client, values, context);
    const programmes = new Programmes();
    const strays: GraphQLError[] = [];
    const refused = errorsOf(refusals, programmes);
    for (const { coordinate, code } of refusals) context.journal.nobody.note('REFUSED', coordinate, code);
    const data = newData();
    if (plan !== null) await runNode(plan, [data], this.#run(rawVariables, context, programmes, strays));
    const shaped = shapeResponse({ ...stripped, graph: this.graph, variables: rawVariables, programmes }, data);
    this.#tell(programmes.states() ?? {});
    return responseOf(shaped.data, [...refused, ...shaped.errors, ...strays], programmes);
  }

  #tell(states: Readonly<Record<string, string>>): void {
    this.metrics.cameOut(states);
    const facts = requestFacts.getStore();
    if (facts !== undefined) facts.programmes = states;
  }

  #run(variables: Run['variables'], context: GatewayContext, programmes: Programmes, strays: GraphQLError[]): Run {
    return {
      possibleTypes: this.graph.possibleTypes,
      variables,
      ask: (programme, request) => this.#ask(programme, request, context),
      called: (programme, answered) => programmes.called(programme, answered),
      stray: (error) => {
        programmes.missed(error.affected, error.code);
        strays.push(error);
      },
    };
  }

  async #ask(programme: SubgraphName, request: SubgraphRequest, context: GatewayContext): Promise<Answer | null> {
    const began = performance.now();
    let outcome: 'ANSWERED' | NoAnswerReason = 'ANSWERED';
    try {
      const client = this.clients.get(programme);
      if (client === undefined) throw new Error(`No client for ${programme}.`);
      return await client.call(request, context);
    } catch (error) {
      const { correlationId } = context;
      outcome = error instanceof NoAnswer ? error.reason : 'FAULT';
      const why = error instanceof NoAnswer ? { detail: error.detail } : { err: error };
      this.log.warn({ programme, reason: outcome, ...why, correlationId }, 'no answer from a programme');
      return null;
    } finally {
      this.metrics.called(programme, outcome, (performance.now() - began) / 1000);
    }
  }
}

/** One error for each selection that was taken out. */
function errorsOf(refusals: readonly Refusal[], programmes: Programmes): GraphQLError[] {
  const byPath = new Map(refusals.map((refusal) => [JSON.stringify(refusal.path), refusal]));
  return [...byPath.values()].map(({ code, message, path, programme }) => {
    if (programme !== null) programmes.stripped(programme);
    return new GraphQLError(message, { path, extensions: { code, ...(programme === null ? {} : { programme }) } });
  });
}

function responseOf(data: ExecutionResult['data'], errors: readonly GraphQLError[], programmes: Programmes): ExecutionResult {
  const states = programmes.states();
  return {
    ...(errors.length === 0 ? {} : { errors }),
    data: data ?? null,
    ...(states === null ? {} : { extensions: { programmes: states } }),
  };
}
