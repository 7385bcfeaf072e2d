import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { FactsRead } from '../../shared/rules/facts.js';
import { ruleVersion } from '../../shared/rules/rate-book.js';
import { text } from '../../shared/rules/text.js';
import { plain, type Step, type UsedFigure } from '../../shared/rules/working.js';
import type { RateBook } from '../modules/rate/rate-book.js';
import { type BenefitFacts, FACT_TERMS } from './facts.js';
import type { Due, RuledProgramme } from './rule.js';
import { RULES } from './rules.js';
import { Working } from './working.js';

/** What a benefit comes to on some facts, and how. */
export interface BenefitAmount {
  /** Which case of the rates was applied; null without a right. */
  readonly tier: string | null;
  readonly ruleVersion: string | null;
  /** Before rounding. */
  readonly exact: Decimal;
  /** Rounded by the policy of the day; net and withheld add up to it. */
  readonly gross: Decimal;
  readonly withheld: Decimal;
  readonly net: Decimal;
  readonly steps: readonly Step[];
  readonly figures: readonly UsedFigure[];
}

const ZERO = new Decimal(0);

/** What is left after the pension contribution, rounded by the same policy; what is withheld is the rest. */
function afterContribution(w: Working, gross: Decimal, { withheld }: Due): Decimal {
  if (withheld === undefined) return gross;
  const share = new Decimal(1).minus(withheld.coefficient);
  const net = w.round(gross.times(share));
  w.compute(text('Міндетті зейнетақы жарнасы ұсталады.', 'Удерживается обязательный пенсионный взнос.', 'The pension contribution is withheld.'), `${plain(gross)} − ${plain(net)}`, gross.minus(net), '76(1)');
  return w.compute(text('Қолға тиетіні.', 'К выплате.', 'Paid out.'), `⌈${plain(gross)} × ${plain(share)}⌉`, net, '76(1)');
}

/**
 * The amount of a programme on a day, with everything that led to it. Throws a FactProblem for a fact that is missing or out of
 * its range, and NotCovered where the figures of the day are not known.
 */
export function computeAmount(programme: RuledProgramme, on: CivilDate, facts: BenefitFacts, book: RateBook): BenefitAmount {
  const w = new Working(programme, book, on, new FactsRead(facts, FACT_TERMS));
  const outcome = RULES[programme].amount(w);
  if (!outcome.due) {
    w.noteUnused();
    return { tier: null, ruleVersion: null, exact: ZERO, gross: ZERO, withheld: ZERO, net: ZERO, steps: w.steps, figures: w.figures };
  }
  const exact = outcome.parts.reduce((sum, part) => sum.plus(part), ZERO);
  const gross = w.rounded(outcome);
  const net = afterContribution(w, gross, outcome);
  w.noteUnused();
  return { tier: outcome.tier, ruleVersion: ruleVersion(outcome.rate), exact, gross, withheld: gross.minus(net), net, steps: w.steps, figures: w.figures };
}
