import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ComputedAmount } from '../../../shared/rules/amount-periods.js';
import { ruleVersion } from '../../../shared/rules/rate-book.js';
import { NotCovered } from '../../../shared/rules/working.js';
import { computeAmount } from '../../rules/amount.js';
import type { BenefitFacts } from '../../rules/facts.js';
import type { GuardianshipProgramme, RuledProgramme } from '../../rules/rule.js';
import type { RateBook } from './rate-book.js';

/** A case of a programme that has a rule. */
export interface RuledCase {
  readonly programme: RuledProgramme;
  readonly facts: BenefitFacts;
}

/** What a guardianship body sets: a multiple of the MCI, which arrives with the entitlement. */
export interface SetCase {
  readonly programme: GuardianshipProgramme;
  readonly tier: string;
}

export type AmountCase = RuledCase | SetCase;

function setAmount(book: RateBook, { programme, tier }: SetCase, on: CivilDate): ComputedAmount | null {
  const rate = book.rate(programme, tier, on);
  const index = book.parameter('MCI', on);
  if (rate === null || index === null) return null;
  const exact = index.times(rate.coefficient);
  return { tier, exact, gross: book.round(programme, on, exact), withheld: new Decimal(0), ruleVersion: ruleVersion(rate) };
}

function ruledAmount(book: RateBook, { programme, facts }: RuledCase, on: CivilDate): ComputedAmount | null {
  try {
    const { tier, ruleVersion: version, exact, gross, withheld } = computeAmount(programme, on, facts, book);
    return tier === null || version === null ? null : { tier, exact, gross, withheld, ruleVersion: version };
  } catch (error) {
    if (error instanceof NotCovered) return null;
    throw error;
  }
}

/** Of each book; a case without an income is one of few, and is worth the same between two changes of the law. */
const remembered = new WeakMap<RateBook, Map<string, ComputedAmount | null>>();

/** The amount of a case on a day; null without a right, and where the figures of the day are not known. */
export function amountOn(book: RateBook, of: AmountCase, on: CivilDate): ComputedAmount | null {
  if (!('facts' in of)) return setAmount(book, of, on);
  if (of.facts.averageMonthlyIncome != null) return ruledAmount(book, of, on);
  const known = remembered.get(book) ?? new Map<string, ComputedAmount | null>();
  remembered.set(book, known);
  const key = `${of.programme} ${JSON.stringify(of.facts)} ${book.changes.findLast((day) => day <= on) ?? ''}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const computed = ruledAmount(book, of, on);
  known.set(key, computed);
  return computed;
}
