import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { conditionVariables } from './access/conditions.js';
import { accessOf, type Access } from './access/refusal.js';
import { stripOperation, type StrippedOperation } from './access/strip.js';
import type { ClientOperation } from './client-operation.js';
import { BoundedCache } from '../subgraphs/shared/bounded-cache.js';
import { compilePlan, type ExecutablePlan } from './plan/executable.js';
import type { Planning } from './plan/planner.js';
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
export interface Circumstances {
  readonly access: Access;
  /** The variables that the operation's `@skip` and `@include` look at, as they were. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** An operation as it was prepared for some. */
export interface Preparation extends Circumstances {
  /** Of the document's text. */
  readonly hash: string;
  readonly operationName: string | null;
}

interface Kept extends Preparation {
  readonly prepared: PreparedOperation;
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
  readonly #conditions = new WeakMap<ClientOperation, readonly string[]>();
  readonly #kept = new BoundedCache<Kept>(CAPACITY);
  /** By themselves, so that no number of other documents can make one of these be planned again. */
  readonly #trusted = new BoundedCache<Kept>(CAPACITY);
  readonly #underWay = new Map<string, Promise<PreparedOperation>>();

  constructor(
    private readonly graph: Graph,
    private readonly planning: Planning,
    private readonly told: Pick<Told, 'metrics' | 'tracing'>,
  ) {}

  /** `variables` have been coerced. What is kept is there at once; what fails is not kept. */
  prepare(client: ClientOperation, variables: Readonly<Record<string, unknown>>, context: Parameters<typeof accessOf>[0]): PreparedOperation | Promise<PreparedOperation> {
    const access = accessOf(context);
    const names = this.#conditionsOf(client);
    const met = names.map((name) => (variables[name] === true ? 1 : 0)).join('');
    const key = keyOf(client, access, met);
    const kept = this.#cacheOf(client).get(key);
    if (kept === undefined) return this.#counted(this.#once(key, client, { access, conditions: Object.fromEntries(names.map((name) => [name, variables[name] === true])) }));
    this.told.metrics.planned(null);
    return kept.prepared;
  }

  /** Prepares an operation for whoever may ask it, as nobody's look-up. */
  async prepareFor(client: ClientOperation, circumstances: Circumstances): Promise<void> {
    const key = keyOf(client, circumstances.access, Object.values(circumstances.conditions).map(Number).join(''));
    if (this.#cacheOf(client).get(key) === undefined) await this.#once(key, client, circumstances);
  }

  /** What has been prepared of documents that no manifest has, what was used last first. */
  recent(): readonly Preparation[] {
    return this.#kept.recent().map(([, kept]) => kept);
  }

  #conditionsOf(client: ClientOperation): readonly string[] {
    const known = this.#conditions.get(client);
    if (known !== undefined) return known;
    const names = conditionVariables(client.document);
    this.#conditions.set(client, names);
    return names;
  }

  #cacheOf({ trusted }: ClientOperation): BoundedCache<Kept> {
    return trusted === true ? this.#trusted : this.#kept;
  }

  async #counted(making: Promise<PreparedOperation>): Promise<PreparedOperation> {
    const began = performance.now();
    const prepared = await making;
    this.told.metrics.planned((performance.now() - began) / 1000);
    return prepared;
  }

  /** Whoever asks for what is being made waits for that. */
  #once(key: string, client: ClientOperation, circumstances: Circumstances): Promise<PreparedOperation> {
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const making = this.#make(key, client, circumstances);
    this.#underWay.set(key, making);
    const forget = (): unknown => this.#underWay.delete(key);
    making.then(forget, forget);
    return making;
  }

  async #make(key: string, client: ClientOperation, { access, conditions }: Circumstances): Promise<PreparedOperation> {
    const startedAt = Date.now();
    const operationName = nameOf(client);
    const { planned, ...stripped } = stripOperation(this.graph, access, client, conditions);
    const plan = compilePlan(planned === null ? null : await this.planning.plan(planned, operationName, client.hash), this.graph);
    refuseUnanswered(planned, plan);
    const write = writerOf(this.graph, stripped, conditions);
    const introspect = introspectionOf(this.graph.apiSchema, stripped.shaped, stripped.operation);
    this.told.tracing.done('plan', 'internal', startedAt, {});
    const prepared = { ...stripped, plan, write, introspect };
    this.#cacheOf(client).set(key, { hash: client.hash, operationName, access, conditions, prepared });
    return prepared;
  }
}

const nameOf = ({ operation }: ClientOperation): string | null => operation.name?.value ?? null;

const keyOf = (client: ClientOperation, access: Access, met: string): string => JSON.stringify([client.hash, nameOf(client), access.key, met, client.trusted === true]);
