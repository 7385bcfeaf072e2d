import type { RefusalCode } from './refusal-code.type.js';

/** What else a client needs to do better. */
export interface RefusalDetails {
  /** Version that the record has now, of a VERSION_CONFLICT. */
  readonly currentVersion?: number;
}

/**
 * Thrown by the work of a mutation when a rule of its domain says no. The transaction is rolled back to where the work
 * began, and the client gets the refusal as a member of the mutation's union: it is an answer, not an error.
 */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: RefusalCode,
    /** Path of the input field it is about, e.g. `input.parents[1].iin`; null for the input as a whole. */
    readonly field: string | null,
    /** What is allowed, in clear words; never a value. */
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    // Nobody reads where an answer was made, and a search that tries families by the dozen makes hundreds: each walk of the stack takes as long as a rule.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export const unknownPerson = (field: string): Refused =>
  new Refused('UNKNOWN_PERSON', field, 'No person is on record under this IIN, or none whose record is open to you.');

/** Refuses where a record is no longer what whoever asks has read. */
export function requireVersion(expected: number, current: number): void {
  if (expected === current) return;
  throw new Refused('VERSION_CONFLICT', 'input.expectedVersion', 'The record has changed since it was read: read it again and decide anew.', { currentVersion: current });
}
