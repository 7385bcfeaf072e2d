import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { FactsRead } from '../../shared/rules/facts.js';
import { ruleVersion } from '../../shared/rules/rate-book.js';
import { type Step, type UsedFigure, Working } from '../../shared/rules/working.js';
import type { CareBook } from './book.js';
import { type CareFacts, FACT_TERMS } from './facts.js';
import type { CareProgramme } from './programme.js';
import { RULES } from './rules.js';

/** What the money of care comes to on some facts, and how. */
export interface CareAmount {
  /** Which case of the rates decided, and the version of its rule; null without a right. */
  readonly tier: string | null;
  readonly ruleVersion: string | null;
  /** Before rounding. */
  readonly exact: Decimal;
  /** Rounded by the policy of the day; 0 without a right. */
  readonly amount: Decimal;
  readonly steps: readonly Step[];
  readonly figures: readonly UsedFigure[];
}

/**
 * The amount of a programme of care on a day, with everything that led to it. Throws a FactProblem for a fact that is missing or out of
 * its range, and NotCovered where the figures of the day are not known.
 */
export function computeCare(programme: CareProgramme, on: CivilDate, facts: CareFacts, book: CareBook): CareAmount {
  const w = new Working<CareProgramme, CareFacts>(programme, book, on, new FactsRead(facts, FACT_TERMS));
  const outcome = RULES[programme].amount(w);
  const exact = outcome.due ? Decimal.sum(...outcome.parts) : new Decimal(0);
  const amount = outcome.due ? w.rounded(outcome) : exact;
  w.noteUnused();
  return { tier: outcome.due ? outcome.tier : null, ruleVersion: outcome.due ? ruleVersion(outcome.rate) : null, exact, amount, steps: w.steps, figures: w.figures };
}
