import type { ClaimFacts } from '../../../rules/entitlement.js';
import type { BenefitFacts } from '../../../rules/facts.js';

/** What a programme's rule is asked with. */
export interface Claim {
  readonly facts: ClaimFacts;
  readonly amount: BenefitFacts;
  /** What the registers say, by the condition's code: a day, a number, a code of theirs. */
  readonly values: Readonly<Record<string, string | null>>;
  /** Whose income it rests on; null where on nobody's. */
  readonly incomeOf: string | null;
}

/** Facts that are not known are left out: `exactOptionalPropertyTypes` takes no undefined. */
type Known<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };
export function given<T extends object>(facts: { readonly [K in keyof T]: T[K] | undefined }): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}
