import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { conditionVariables } from './access/conditions.js';
import { accessOf } from './access/refusal.js';
import { stripOperation, type StrippedOperation } from './access/strip.js';
import type { ClientOperation } from './client-operation.js';
import { BoundedCache } from './plan/bounded-cache.js';
import { compilePlan, type ExecutablePlan } from './plan/executable.js';
import { introspectionOf, type Introspection } from './response/introspection.js';
import { compileWriter, type Writer } from './response/writer.js';
import type { Graph } from './schema/graph.js';
import type { Told } from './told.js';

/** What is worked out once for an operation and everybody with the same access to it. */
export interface PreparedOperation extends StrippedOperation {
  readonly plan: ExecutablePlan;
  readonly write: Writer;
  /** Null when nothing of the schema itself is asked. */
  readonly introspect: Introspection | null;
}

const CAPACITY = 1_000;

/** A root field may be of a type that no subgraph can answer as it is asked: the planner leaves that out of the plan without a word. */
function refuseUnanswered(planned: DocumentNode | null, plan: ExecutablePlan): void {
  const fetched = new Set(plan.flatMap(({ fetch }) => (fetch.requires === null ? fetch.shape.map(({ target }) => target) : [])));
  for (const definition of planned?.definitions ?? []) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const missing = rootFields(definition.selectionSet).find((field) => field.name.value !== '__typename' && !fetched.has((field.alias ?? field.name).value));
    if (missing !== undefined) throw new Error(`No subgraph can answer ${missing.name.value} as it is asked.`);
  }
}

const rootFields = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
  selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection] : selection.kind === Kind.INLINE_FRAGMENT ? rootFields(selection.selectionSet) : []));

/** Strips and plans operations, and keeps what came out by document, operation name, access and conditions. */
export class OperationPreparer {
  readonly #conditions = new BoundedCache<readonly string[]>(CAPACITY);
  readonly #prepared = new BoundedCache<PreparedOperation>(CAPACITY);

  constructor(
    private readonly graph: Graph,
    private readonly told: Pick<Told, 'metrics' | 'tracing'>,
  ) {}

  /** `variables` have been coerced. */
  prepare(client: ClientOperation, variables: Readonly<Record<string, unknown>>, context: Parameters<typeof accessOf>[0]): PreparedOperation {
    const access = accessOf(context);
    const name = client.operation.name?.value ?? null;
    const conditions = this.#conditions.getOrMake(client.hash, () => conditionVariables(client.document));
    const met = conditions.map((variable) => (variables[variable] === true ? 1 : 0)).join('');
    let seconds: number | null = null;
    const prepared = this.#prepared.getOrMake(JSON.stringify([client.hash, name, access.key, met]), () => {
      const [began, startedAt] = [performance.now(), Date.now()];
      const stripped = stripOperation(this.graph, access, client, variables);
      const plan = compilePlan(stripped.planned === null ? null : this.graph.planner.plan(stripped.planned, name), this.graph);
      refuseUnanswered(stripped.planned, plan);
      const write = compileWriter(this.graph, stripped, variables);
      const introspect = introspectionOf(this.graph.apiSchema, stripped.shaped, stripped.operation);
      seconds = (performance.now() - began) / 1000;
      this.told.tracing.done('plan', 'internal', startedAt, {});
      return { ...stripped, plan, write, introspect };
    });
    this.told.metrics.planned(seconds);
    return prepared;
  }
}
