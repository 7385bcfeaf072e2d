import type { GraphQLAnswer } from './gateway-call.js';

/** Input of a mutation, by field. */
export type Input = Readonly<Record<string, unknown>>;

/** What a mutation answered: an object, a refusal, or an error beside null. */
export interface Outcome {
  readonly __typename?: string;
  readonly id?: string;
  readonly state?: string;
  readonly status?: string;
  readonly version?: number;
  readonly code?: string;
  readonly field?: string | null;
  readonly message?: string;
  readonly errors: GraphQLAnswer['errors'];
}
