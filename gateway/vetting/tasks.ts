import type { GraphQLFormattedError } from 'graphql';
import type { Audience } from '../audience.js';
import type { Cost } from '../bounds/cost/cost.js';
import type { PlanNode } from '../plan/nodes.js';

/** What a thread is asked to do; all of it is plain JSON. */
export type Task = CheckTask | PlanTask;

/** Is this document valid for these clients, and within their bounds? */
export interface CheckTask {
  readonly kind: 'check';
  readonly text: string;
  readonly audience: Audience;
}

/** The plan of a document that was checked and stripped. */
export interface PlanTask {
  readonly kind: 'plan';
  readonly text: string;
  readonly operationName: string | null;
}

export type Outcome = Accepted | Refused | Planned | Costly | Failed;

export interface Accepted {
  readonly kind: 'accepted';
  /** Of each operation in turn: its cost where that depends on variables, null where it is within the bound whatever they are. */
  readonly costs: readonly (Cost | null)[];
}

export interface Refused {
  readonly kind: 'refused';
  /** As the client may read them, but for the request's id. */
  readonly errors: readonly GraphQLFormattedError[];
}

export interface Planned {
  readonly kind: 'planned';
  readonly plan: PlanNode | null;
}

/** There is a plan, and it is too long to be worked with. */
export interface Costly {
  readonly kind: 'costly';
}

/** A fault of ours. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: Error;
}
