import { conditionVariables } from './access/conditions.js';
import { accessOf, type Access } from './access/refusal.js';
import { stripOperation, type StrippedOperation } from './access/strip.js';
import type { ClientOperation } from './client-operation.js';
import { BoundedCache } from './plan/bounded-cache.js';
import { compilePlan, type ExecutablePlan } from './plan/executable.js';
import type { Planning } from './plan/planner.js';
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

/** Strips and plans operations, and keeps what came out by document, operation name, access and conditions. */
export class OperationPreparer {
  readonly #conditions = new BoundedCache<readonly string[]>(CAPACITY);
  readonly #prepared = new BoundedCache<PreparedOperation>(CAPACITY);
  readonly #underWay = new Map<string, Promise<PreparedOperation>>();

  constructor(
    private readonly graph: Graph,
    private readonly planning: Planning,
    private readonly told: Pick<Told, 'metrics' | 'tracing'>,
  ) {}

  /** `variables` have been coerced. What is kept is there at once; what fails is not kept. */
  prepare(client: ClientOperation, variables: Readonly<Record<string, unknown>>, context: Parameters<typeof accessOf>[0]): PreparedOperation | Promise<PreparedOperation> {
    const access = accessOf(context);
    const name = client.operation.name?.value ?? null;
    const conditions = this.#conditions.getOrMake(client.hash, () => conditionVariables(client.document));
    const met = conditions.map((variable) => (variables[variable] === true ? 1 : 0)).join('');
    const key = JSON.stringify([client.hash, name, access.key, met]);
    const found = this.#prepared.get(key);
    if (found !== undefined) {
      this.told.metrics.planned(null);
      return found;
    }
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const making = this.#make(key, client, access, variables);
    this.#underWay.set(key, making);
    const forget = (): unknown => this.#underWay.delete(key);
    making.then(forget, forget);
    return making;
  }

  async #make(key: string, client: ClientOperation, access: Access, variables: Readonly<Record<string, unknown>>): Promise<PreparedOperation> {
    const [began, startedAt] = [performance.now(), Date.now()];
    const stripped = stripOperation(this.graph, access, client, variables);
    const name = client.operation.name?.value ?? null;
    const planned = stripped.planned === null ? null : await this.planning.plan(stripped.planned, name, client.hash);
    const plan = compilePlan(planned, this.graph);
    const write = compileWriter(this.graph, stripped, variables);
    const introspect = introspectionOf(this.graph.apiSchema, stripped.shaped, stripped.operation);
    this.told.metrics.planned((performance.now() - began) / 1000);
    this.told.tracing.done('plan', 'internal', startedAt, {});
    return this.#prepared.getOrMake(key, () => ({ ...stripped, plan, write, introspect }));
  }
}
