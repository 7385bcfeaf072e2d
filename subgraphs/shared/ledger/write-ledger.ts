import type { EntityManager } from '@mikro-orm/postgresql';

/** What a write did, for its record in the ledger. */
export interface WriteEntry {
  /** Schema coordinate of the mutation, e.g. `Mutation.registerBirth`. */
  readonly coordinate: string;
  /** IINs of the people whose records it changed, or would have. */
  readonly subjects: readonly string[];
  /** Code of an expected refusal: nothing was changed, and that is what is recorded. */
  readonly refusal?: string;
}

/** How a transaction ended. `UNKNOWN`: the connection broke, and it may have been committed all the same. */
export type Ending = 'COMMITTED' | 'ROLLED_BACK' | 'UNKNOWN';

/** Tells how the transaction ended that a record was appended in. */
export type Settle = (ending: Ending) => void;

/** Where writes leave their records: in their own transaction, as its last statement. */
export interface WriteLedger {
  append(em: EntityManager, entry: WriteEntry): Promise<Settle>;
}

/** An SQLSTATE that says that nothing was done. Class 08 is a broken connection, 57P a server going down, 40003 says it itself; EPIPE has no digit. */
const VERDICT = /^(?!08|57P|40003)(?=.*\d)[0-9A-Z]{5}$/;

/** How a transaction ended that failed with this error: it was rolled back for certain only when the server refused it. */
export const endingOf = (error: unknown): Ending => (VERDICT.test(String((error as { code?: unknown }).code)) ? 'ROLLED_BACK' : 'UNKNOWN');
