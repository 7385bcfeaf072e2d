import type { Ending } from '../patience.js';

/** Why a subgraph gave no usable answer. For the log only: a client learns no more than that the programme is unavailable. */
export type NoAnswerReason = 'TIMEOUT' | 'CONNECTION' | 'STATUS' | 'TOO_LARGE' | 'MALFORMED' | 'FAULT' | Ending;

export class NoAnswer extends Error {
  constructor(
    readonly reason: NoAnswerReason,
    /** HTTP status, the code of a system error, or what of a reply could not be read; never what came. */
    readonly detail: string | number | null = null,
  ) {
    super(reason);
  }
}
