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

/** Tells how the transaction ended that a record was appended in: `true` when it was committed. */
export type Settle = (committed: boolean) => void;

/** Where writes leave their records: in their own transaction, as its last statement. */
export interface WriteLedger {
  append(em: EntityManager, entry: WriteEntry): Promise<Settle>;
}
