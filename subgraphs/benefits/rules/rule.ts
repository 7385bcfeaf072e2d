import type { CivilDate } from '../../shared/clock.js';
import type { Due as SharedDue, NotDue } from '../../shared/rules/working.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import type { RateBook } from '../modules/rate/rate-book.js';
import type { Circumstance } from './circumstances.js';
import type { ClaimFacts, Entitlement } from './entitlement.js';
import type { Working } from './working.js';

/** What guardianship bodies decide: computed by foster-families, shown and paid here. */
export type GuardianshipProgramme = 'GUARDIAN' | 'PATRONAGE' | 'FOSTER_FAM' | 'PRO_FOSTER' | 'ADOPTION_ONCE';

/** What this ministry, the Fund and the akimats decide: there is a rule for each. */
export type RuledProgramme = Exclude<BenefitProgrammeCode, GuardianshipProgramme>;

export type Due = SharedDue<BenefitProgrammeCode>;

/** Two programmes for one child or family at a time. */
export interface Combination {
  readonly with: BenefitProgrammeCode;
  /** `EXCLUDES`: one or the other. `CHOICE`: the person chooses one. `ADDS`: paid beside it by an express rule. */
  readonly how: 'EXCLUDES' | 'CHOICE' | 'ADDS';
  readonly article: string;
  /** It adds all the same where what gives the right to the other happened then, or on the same day. */
  readonly addsWhereOther?: 'EARLIER' | 'LATER';
}

/** A programme of the Social Code, article by article. Nothing in it knows a database or GraphQL. */
export interface Rule {
  readonly programme: RuledProgramme;
  readonly unit: 'ONCE' | 'MONTHLY';
  /** The articles on right, amount and life of the benefit. */
  readonly articles: string;
  /** The amount as a formula, in the names of `parameters`. */
  readonly formula: string;
  readonly amount: (working: Working) => Due | NotDue;
  /** Who has a right, from when until when, and how long one may apply. */
  readonly entitlement: (facts: ClaimFacts, on: CivilDate, book: RateBook) => Entitlement;
  readonly combinations: readonly Combination[];
  /** What suspends, ends, recalculates or leaves it. */
  readonly circumstances: readonly Circumstance[];
}
