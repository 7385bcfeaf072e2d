import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../subgraphs/shared/errors.js';

/**
 * Why a value is missing. It stands in the data in the place of that value: whoever reads it there, a representation
 * that needs it or the shaping of the response, learns the reason, and graphql-js throws it at exactly the path that
 * the client knows the place by.
 */
export class PlanError extends GraphQLError {
  #root: PlanError | null = null;

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The programme that refused or failed. */
    readonly programme: string,
    /** The programme whose fields are missing: another one when it needed something of `programme` first. */
    readonly affected: string = programme,
    /** Where below the null the subgraph says that the error arose. */
    readonly below: readonly (string | number)[] = [],
    /** `field` of a BAD_USER_INPUT. */
    readonly field: string | null = null,
    /** What the client is told besides, in place of all this, where nothing is masked. */
    readonly unmasked: Readonly<Record<string, unknown>> | null = null,
    /** Where in an object that is missing as a whole the subgraph says that the error arose: all of its fields have this error. */
    readonly origin: readonly (string | number)[] | null = null,
  ) {
    super(message, { extensions: unmasked ?? { code, programme, ...(field === null ? {} : { field }) } });
  }

  /** The error of a subgraph that this one is of, whatever it affects. */
  get root(): PlanError {
    return this.#root ?? this;
  }

  at(below: readonly (string | number)[]): PlanError {
    return this.#derived(new PlanError(this.code, this.message, this.programme, this.affected, below, this.field, this.unmasked));
  }

  /** The same reason for every field of an object that is missing as a whole. */
  from(origin: readonly (string | number)[] | null): PlanError {
    return this.#derived(new PlanError(this.code, this.message, this.programme, this.affected, [], this.field, this.unmasked, origin));
  }

  /** The same reason for a programme that could not be asked because of it. */
  affecting(programme: string): PlanError {
    return this.#derived(new PlanError(this.code, this.message, this.programme, programme, [], this.field, this.unmasked));
  }

  #derived(error: PlanError): PlanError {
    error.#root = this.root;
    return error;
  }
}

/** A programme that gave no answer, or none that can be read. */
export const unavailable = (programme: string): PlanError =>
  new PlanError('UNAVAILABLE', `The programme ${programme} is not available at the moment.`, programme);
