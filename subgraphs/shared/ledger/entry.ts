import type { Purpose } from '../access/purposes.js';
import type { Viewer } from '../access/viewer.js';

/**
 * What became of fields of somebody's record. `INTERNAL`: facts and grants that only other programmes get, to compute with.
 * `WRITTEN`: the record was changed. Only a refusal has a reason.
 */
export const OUTCOMES = ['RELEASED', 'INTERNAL', 'REFUSED', 'WRITTEN'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Effect {
  readonly outcome: Outcome;
  /** Why it was refused, in truth: the client may have heard less. */
  readonly reason: string | null;
  /** Schema coordinates, sorted, each once. */
  readonly fields: readonly string[];
}

/** Which way a request came in. */
export type Door = 'GATEWAY' | 'OWN' | 'FEED';

/** Events of a feed that were handed to another programme on one page: those of the types opened to it between two positions. */
export interface Delivery {
  /** The position behind which the page begins. */
  readonly after: number;
  /** The last position that it looked at. */
  readonly upTo: number;
  readonly events: number;
}

/** What somebody was doing. */
export interface Operation {
  readonly door: Door;
  readonly purpose: Purpose | null;
  readonly caseNumber: string | null;
  /** Null for a request that was refused before it was read. */
  readonly kind: string | null;
  readonly name: string | null;
}

/** As much of a viewer as a record keeps. */
export type Actor = Pick<Viewer, 'subject' | 'client' | 'role' | 'organisation' | 'iin'>;

/** One record as it is to be written: who did what with which fields of whose record. */
export interface LedgerEntry {
  /** Null for whoever gave no token, or none that is good. */
  readonly actor: Actor | null;
  readonly operation: Operation;
  readonly effect: Effect;
  /** IIN of the person; null where a refusal is about nobody. */
  readonly subject: string | null;
  /** Unix time in milliseconds. */
  readonly at: number;
  /** Id of the client's request, the same in every database that it touched. */
  readonly correlationId: string;
  /** Of a page of a feed, whose record is about nobody: the feed says whose events these are. */
  readonly delivery?: Delivery;
}
