import { GraphQLError, type ExecutionResult } from 'graphql';
import { requestFacts } from '../subgraphs/shared/request-facts.js';
import type { Refusal } from './access/refusal.js';
import type { ClientOperation } from './client-operation.js';
import type { GatewayContext } from './context.js';
import type { CallOutcome } from './metrics.js';
import { OperationPreparer } from './operation.js';
import { JsonText } from './plan/json-text.js';
import type { Planning } from './plan/planner.js';
import { runPlan, type Run } from './plan/run.js';
import { Programmes } from './response/programmes.js';
import { writeResponse } from './response/write-response.js';
import type { Graph } from './schema/graph.js';
import type { Told } from './told.js';
import type { Answer } from './upstream/answer.js';
import type { SubgraphClient, SubgraphRequest } from './upstream/client.js';
import { toPlanError, type ErrorPolicy } from './upstream/error-policy.js';
import { NoAnswer } from './upstream/no-answer.js';
import { coerceVariables, defaultsOf } from './variables.js';

/** What differs where nothing is guarded (open/). */
export interface ExecutorManner {
  readonly reasonOf: ErrorPolicy;
  /** Whether the response says how each programme came out. */
  readonly tellsProgrammes: boolean;
}

export const GUARDED: ExecutorManner = { reasonOf: toPlanError, tellsProgrammes: true };

/** Executes clients' operations: variables, access, plan, fetches, response. */
export class OperationExecutor {
  /** What has been worked out for operations. */
  readonly preparer: OperationPreparer;

  constructor(
    private readonly graph: Graph,
    private readonly clients: ReadonlyMap<string, Pick<SubgraphClient, 'call'>>,
    private readonly told: Told,
    private readonly manner: ExecutorManner = GUARDED,
    planning: Planning = planningHere(graph),
  ) {
    this.preparer = new OperationPreparer(graph, planning, told);
  }

  /**
   * The response to a validated operation, with `extensions.programmes` when a programme was touched. A bad variable
   * gives errors and no data, and nothing is asked of any subgraph.
   */
  async execute(client: ClientOperation, rawVariables: Readonly<Record<string, unknown>>, context: GatewayContext): Promise<ExecutionResult<JsonText>> {
    const { values, errors: bad } = coerceVariables(this.graph.apiSchema, client.operation, rawVariables);
    if (values === null) return { errors: bad };
    const past = client.bound?.(values) ?? [];
    if (past.length > 0) return { errors: past };
    const found = this.preparer.prepare(client, values, context);
    // Hits, which are nearly all, do not wait for a turn.
    const prepared = found instanceof Promise ? await found.catch(refusedPlan) : found;
    if (prepared instanceof GraphQLError) return { errors: [prepared] };
    const { plan, refusals } = prepared;
    const programmes = new Programmes();
    const strays: GraphQLError[] = [];
    const refused = errorsOf(refusals, programmes);
    for (const { coordinate, code } of refusals) context.journal.nobody.note('REFUSED', coordinate, code);
    const fetched = await runPlan(plan, this.#run(rawVariables, context, programmes, strays));
    if (hasGone(context)) return this.#unheard();
    const written = writeResponse(this.graph, prepared, fetched, rawVariables, programmes);
    const states = programmes.states();
    this.#tell(states ?? {});
    return responseOf(written.data, [...refused, ...written.errors, ...strays], { ...(states === null || !this.manner.tellsProgrammes ? {} : { programmes: states }), ...(written.hidden.length === 0 ? {} : { valueCompletion: written.hidden }) });
  }

  /** Nobody hears it, and nothing of it says anything about the programmes. */
  #unheard(): ExecutionResult<JsonText> {
    const facts = requestFacts.getStore();
    if (facts !== undefined) facts.outcome = 'gone';
    return { data: null };
  }

  /** Plans an operation for an asker ahead of their request, with the defaults of its variables. */
  async plan(client: ClientOperation, asker: Parameters<OperationPreparer['prepare']>[2]): Promise<void> {
    await this.preparer.prepare(client, defaultsOf(client.operation), asker);
  }

  #tell(states: Readonly<Record<string, string>>): void {
    this.told.metrics.cameOut(states);
    const facts = requestFacts.getStore();
    if (facts !== undefined) facts.programmes = states;
  }

  #run(variables: Run['variables'], context: GatewayContext, programmes: Programmes, strays: GraphQLError[]): Run {
    return {
      variables,
      ask: (programme, request) => this.#ask(programme, request, context),
      isOver: () => hasGone(context),
      called: (programme, answered) => programmes.called(programme, answered),
      reasonOf: this.manner.reasonOf,
      stray: (error) => {
        programmes.missed(error.affected, error.code);
        strays.push(error);
      },
    };
  }

  #ask(programme: string, request: SubgraphRequest, context: GatewayContext): Promise<Answer | null> {
    if ((context.patience?.ended ?? null) !== null) return NO_TIME;
    return this.told.tracing.span(`call ${programme}`, { kind: 'client' }, async (span) => {
      const began = performance.now();
      const { answer, outcome } = await this.#call(programme, request, context);
      this.told.metrics.called(programme, outcome, (performance.now() - began) / 1000);
      span.set({ 'balagraph.programme': programme, 'balagraph.outcome': outcome });
      if (answer === null) span.fail();
      return answer;
    });
  }

  async #call(programme: string, request: SubgraphRequest, context: GatewayContext): Promise<{ answer: Answer | null; outcome: CallOutcome }> {
    try {
      const client = this.clients.get(programme);
      if (client === undefined) throw new Error(`No client for ${programme}.`);
      return { answer: await client.call(request, context), outcome: 'ANSWERED' };
    } catch (error) {
      const { correlationId } = context;
      const [outcome, why] = error instanceof NoAnswer ? [error.reason, { detail: error.detail }] as const : ['FAULT', { err: error }] as const;
      this.told.log[outcome === 'GONE' ? 'debug' : 'warn']({ programme, reason: outcome, ...why, correlationId }, 'no answer from a programme');
      return { answer: null, outcome };
    }
  }
}

const NO_TIME: Promise<null> = Promise.resolve(null);

const hasGone = ({ patience }: GatewayContext): boolean => patience?.ended === 'GONE';

/** A plan that is refused is an answer; everything else is a fault. */
function refusedPlan(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

/** Where nobody is kept waiting by a document that takes its time. */
const planningHere = (graph: Graph): Planning => ({ plan: async (document, operationName) => graph.planner.plan(document, operationName) });

/** One error for each selection that was taken out. */
function errorsOf(refusals: readonly Refusal[], programmes: Programmes): GraphQLError[] {
  const byPath = new Map(refusals.map((refusal) => [JSON.stringify(refusal.path), refusal]));
  return [...byPath.values()].map(({ code, message, path, programme }) => {
    if (programme !== null) programmes.stripped(programme);
    return new GraphQLError(message, { path, extensions: { code, ...(programme === null ? {} : { programme }) } });
  });
}

function responseOf(data: JsonText | null, errors: readonly GraphQLError[], extensions: Readonly<Record<string, unknown>>): ExecutionResult<JsonText> {
  return {
    ...(errors.length === 0 ? {} : { errors }),
    data,
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
  };
}
