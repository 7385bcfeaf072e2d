import type { Certainty } from '../certainty.type.js';
import type { CivilDate } from '../clock.js';
import { type DatedPeriod, holdsOn } from '../dated.js';
import type { LocalizedText } from '../language.js';

/** A choice that the law leaves open, or words so that it can be read in two ways: dated, and said in every answer it bears on. */
export interface Policy<V extends string> extends DatedPeriod {
  readonly value: V;
  readonly article: string;
  readonly certainty: Certainty;
  /** What an explanation says of it. */
  readonly warning: LocalizedText;
}

/** The policy of a day. Every list goes back to the first day that amounts are known for. */
export function policyOn<V extends string>(policies: readonly Policy<V>[], on: CivilDate): Policy<V> {
  const found = policies.find((policy) => holdsOn(policy, on));
  if (found === undefined) throw new RangeError(`no policy on ${on}`);
  return found;
}
