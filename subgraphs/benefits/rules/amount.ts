import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { type RateBook, ruleVersion } from '../modules/rate/rate-book.js';
import { type BenefitFacts, GivenFacts } from './facts.js';
import type { Due, RuledProgramme } from './rule.js';
import { RULES } from './rules.js';
import { text } from './text.js';
import { plain, type Step, type UsedFigure, Working } from './working.js';

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

function note(w: Working, unused: readonly string[]): void {
  if (unused.length === 0) return;
  const names = unused.join(', ');
  w.note(text(`Бұл бағдарлама қолданбайтын мәліметтер: ${names}.`, `Не использованы этой программой: ${names}.`, `Not used by this programme: ${names}.`));
}

/** Each part by itself, then the sum: the Code has no rule, so what is said is which policy was applied. */
function rounded(w: Working, { parts }: Due, book: RateBook): Decimal {
  const sums = parts.map((part) => book.round(w.programme, w.on, part));
  const total = sums.reduce((sum, part) => sum.plus(part), ZERO);
  const { policy } = book.rounding(w.programme, w.on);
  return w.compute(text(
    `Бүтін теңгеге дейін дөңгелектеу (${policy}): Кодексте дөңгелектеу ережесі жоқ.`,
    `Округление до целого тенге (${policy}): в Кодексе правила округления нет.`,
    `Rounded to whole tenge (${policy}): the Code has no rounding rule.`,
  ), parts.map((part) => `⌈${plain(part)}⌉`).join(' + '), total, null);
}

/** What is left after the pension contribution, rounded by the same policy; what is withheld is the rest. */
function afterContribution(w: Working, gross: Decimal, { withheld }: Due, book: RateBook): Decimal {
  if (withheld === undefined) return gross;
  const share = new Decimal(1).minus(withheld.coefficient);
  const net = book.round(w.programme, w.on, gross.times(share));
  w.compute(text('Міндетті зейнетақы жарнасы ұсталады.', 'Удерживается обязательный пенсионный взнос.', 'The pension contribution is withheld.'), `${plain(gross)} − ${plain(net)}`, gross.minus(net), '76(1)');
  return w.compute(text('Қолға тиетіні.', 'К выплате.', 'Paid out.'), `⌈${plain(gross)} × ${plain(share)}⌉`, net, '76(1)');
}

/**
 * The amount of a programme on a day, with everything that led to it. Throws a FactProblem for a fact that is missing or out of
 * its range, and NotCovered where the figures of the day are not known.
 */
export function computeAmount(programme: RuledProgramme, on: CivilDate, facts: BenefitFacts, book: RateBook): BenefitAmount {
  const given = new GivenFacts(facts);
  const w = new Working(programme, book, on, given);
  const outcome = RULES[programme].amount(w);
  if (!outcome.due) {
    note(w, given.unused);
    return { tier: null, ruleVersion: null, exact: ZERO, gross: ZERO, withheld: ZERO, net: ZERO, steps: w.steps, figures: w.figures };
  }
  const exact = outcome.parts.reduce((sum, part) => sum.plus(part), ZERO);
  const gross = rounded(w, outcome, book);
  const net = afterContribution(w, gross, outcome, book);
  note(w, given.unused);
  return { tier: outcome.tier, ruleVersion: ruleVersion(outcome.rate), exact, gross, withheld: gross.minus(net), net, steps: w.steps, figures: w.figures };
}
