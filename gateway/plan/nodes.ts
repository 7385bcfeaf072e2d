import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { ContextArgument } from './contexts.js';
import type { Shape } from './shape.js';

/** A query plan as it is executed: the planner's JSON with everything prepared that does not depend on the request. */
export type PlanNode = SequenceNode | ParallelNode | FlattenNode | FetchNode;

/** One after the other: a later node may need what an earlier one fetched; mutations keep their order. */
export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

/** Executes its node on the objects at a path below the current ones; `@` steps into the items of a list. */
export interface FlattenNode {
  readonly kind: 'Flatten';
  readonly path: readonly string[];
  readonly node: PlanNode;
}

/** The `_entities` of a fetch, to be put into another operation. */
export interface EntitiesField {
  /** With its braces. */
  readonly selection: string;
  /** Definitions of the client's variables that it uses. */
  readonly definitions: readonly string[];
}

/** One call to one subgraph. */
export interface FetchNode {
  readonly kind: 'Fetch';
  readonly programme: string;
  readonly operation: string;
  readonly operationName: string | null;
  /** False for the root fields of a mutation; what is fetched of entities afterwards is a query. */
  readonly readOnly: boolean;
  /** Variables of the client's operation that this one uses. */
  readonly variables: readonly string[];
  /** How it may be asked together with others; null for a fetch of root fields. */
  readonly entities: EntitiesField | null;
  /** Variables that come from objects further up than those that it is for. */
  readonly contexts: readonly ContextArgument[];
  /** What each representation is built from; null for a fetch of root fields. */
  readonly requires: readonly QueryPlanSelectionNode[] | null;
  /** Changes that a representation needs before it is sent (an interface's name as `__typename`). */
  readonly inputRewrites: readonly FetchDataRewrite[];
  /** The selection that the answer must fit: of the root, or of each entity. */
  readonly shape: Shape;
}

/** An object of the response under construction. It has no prototype, so no key of a subgraph's can be special. */
export type Data = Record<string, unknown>;

export const newData = (): Data => Object.create(null) as Data;

/** Whether a value is an object of the data: not a list, and not the error that says why there is none. */
export const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Error);
