import { conditionVariables } from './access/conditions.js';
import { accessOf, type Access } from './access/refusal.js';
import { stripOperation, type StrippedOperation } from './access/strip.js';
import type { ClientOperation } from './client-operation.js';
import { BoundedCache } from '../subgraphs/shared/bounded-cache.js';
import { compilePlan, type ExecutablePlan } from './plan/executable.js';
import { introspectionOf, type Introspection } from './response/introspection.js';
import { writerOf, type Writer } from './response/writer.js';
import type { Graph } from './schema/graph.js';
import type { Told } from './told.js';

/** What is worked out once for an operation and everybody with the same access to it. */
export interface PreparedOperation extends Omit<StrippedOperation, 'planned'> {
  readonly plan: ExecutablePlan;
  readonly write: Writer;
  /** Null when nothing of the schema itself is asked. */
  readonly introspect: Introspection | null;
}

/** For whom an operation was prepared. It names nobody. */
export interface Audience {
  readonly access: Access;
  /** The variables that the operation's `@skip` and `@include` look at, as they were. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** An operation as it was prepared for some. */
export interface Preparation extends Audience {
  /** Of the document's text. */
  readonly hash: string;
  readonly operationName: string | null;
}

interface Kept extends Preparation {
  readonly prepared: PreparedOperation;
}

const CAPACITY = 1_000;

/** Strips and plans operations, and keeps what came out by document, operation name, access and conditions. */
export class OperationPreparer {
  readonly #conditions = new BoundedCache<readonly string[]>(CAPACITY);
  readonly #kept = new BoundedCache<Kept>(CAPACITY);
  /** By themselves, so that no number of other documents can make one of these be planned again. */
  readonly #trusted = new BoundedCache<Kept>(CAPACITY);

  constructor(
    private readonly graph: Graph,
    private readonly told: Pick<Told, 'metrics' | 'tracing'>,
  ) {}

  /** `variables` have been coerced. */
  prepare(client: ClientOperation, variables: Readonly<Record<string, unknown>>, context: Parameters<typeof accessOf>[0]): PreparedOperation {
    const access = accessOf(context);
    const names = this.#conditions.getOrMake(client.hash, () => conditionVariables(client.document));
    const met = names.map((name) => (variables[name] === true ? 1 : 0)).join('');
    let seconds: number | null = null;
    const { prepared } = this.#cacheOf(client).getOrMake(keyOf(client, access, met), () => {
      const began = performance.now();
      const made = this.#make(client, { access, conditions: Object.fromEntries(names.map((name) => [name, variables[name] === true])) });
      seconds = (performance.now() - began) / 1000;
      return made;
    });
    this.told.metrics.planned(seconds);
    return prepared;
  }

  /** Prepares an operation for whoever may ask it, as nobody's look-up. */
  prepareFor(client: ClientOperation, audience: Audience): void {
    const met = Object.values(audience.conditions).map(Number).join('');
    this.#cacheOf(client).getOrMake(keyOf(client, audience.access, met), () => this.#make(client, audience));
  }

  /** What has been prepared of documents that no manifest has, what was used last first. */
  recent(): readonly Preparation[] {
    return this.#kept.recent().map(([, kept]) => kept);
  }

  #cacheOf({ trusted }: ClientOperation): BoundedCache<Kept> {
    return trusted === true ? this.#trusted : this.#kept;
  }

  #make(client: ClientOperation, { access, conditions }: Audience): Kept {
    const startedAt = Date.now();
    const operationName = nameOf(client);
    const { planned, ...stripped } = stripOperation(this.graph, access, client, conditions);
    const plan = compilePlan(planned === null ? null : this.graph.planner.plan(planned, operationName), this.graph);
    const write = writerOf(this.graph, stripped, conditions);
    const introspect = introspectionOf(this.graph.apiSchema, stripped.shaped, stripped.operation);
    this.told.tracing.done('plan', 'internal', startedAt, {});
    return { hash: client.hash, operationName, access, conditions, prepared: { ...stripped, plan, write, introspect } };
  }
}

const nameOf = ({ operation }: ClientOperation): string | null => operation.name?.value ?? null;

const keyOf = (client: ClientOperation, access: Access, met: string): string => JSON.stringify([client.hash, nameOf(client), access.key, met]);
