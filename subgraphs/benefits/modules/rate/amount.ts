import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { type DatedRate, type RateBook, ruleVersion } from './rate-book.js';

/** What a benefit comes to, before and after rounding. */
export interface ComputedAmount {
  readonly exact: Decimal;
  readonly gross: Decimal;
  readonly withheld: Decimal;
  readonly ruleVersion: string;
}

/** The case of a programme to compute. */
export interface AmountCase {
  readonly programme: BenefitProgrammeCode;
  readonly tier: string;
  /** Children in the award, for rates that are due for each. */
  readonly children?: number;
  /** A tier that no amount may exceed. */
  readonly cap?: string;
}

/** Coefficient × index of the day, exactly; null where either is not known. */
function exactValue(book: RateBook, rate: DatedRate, children: number, on: CivilDate): Decimal | null {
  if (rate.base === 'INCOME' || rate.base === 'PAYMENT') throw new TypeError(`${ruleVersion(rate)} is no multiple of an index`);
  const index = book.parameter(rate.base, on);
  return index && index.times(rate.coefficient).times(rate.per === 'CHILD' ? children : 1);
}

/** The amount of a benefit that is a multiple of an index; null where the figures of the day are not known. */
export function indexedAmount(book: RateBook, { programme, tier, children = 1, cap }: AmountCase, on: CivilDate): ComputedAmount | null {
  const rate = book.rate(programme, tier, on);
  const value = rate && exactValue(book, rate, children, on);
  if (rate === null || value === null) return null;
  const limit = cap === undefined ? null : book.rate(programme, cap, on);
  const most = limit && exactValue(book, limit, children, on);
  const exact = most === null ? value : Decimal.min(value, most);
  return { exact, gross: book.round(programme, on, exact), withheld: new Decimal(0), ruleVersion: ruleVersion(rate) };
}

/** What CARE_GFSS is computed from. */
export interface InsuredCare {
  /** Average insured income of the 24 months before the right arose, tenge a month. */
  readonly averageMonthlyIncome: Decimal.Value;
  /** The day the right arose: birth, adoption or guardianship. It fixes the cap for good. */
  readonly rightArisesOn: CivilDate;
  /** The tier of CARE_STATE by birth order, below whose amount the payment may not fall. */
  readonly floorTier: string;
}

/**
 * CARE_GFSS (Social Code, 85): 40 % of the income up to seven minimum wages of the day the right arose, but not less than
 * CARE_STATE of the day after the pension contribution is withheld; the floor moves with the index, the rest does not.
 */
export function insuredCareAmount(book: RateBook, { averageMonthlyIncome, rightArisesOn, floorTier }: InsuredCare, on: CivilDate): ComputedAmount | null {
  const [share, cap, contribution] = ['REPLACEMENT', 'INCOME_CAP', 'PENSION_CONTRIBUTION'].map((tier) => book.rate('CARE_GFSS', tier, rightArisesOn));
  const wage = book.parameter('MW', rightArisesOn);
  const floor = indexedAmount(book, { programme: 'CARE_STATE', tier: floorTier }, on);
  if (!share || !cap || !contribution || !wage || !floor) return null;
  const income = Decimal.min(averageMonthlyIncome, wage.times(cap.coefficient));
  const keeps = new Decimal(1).minus(contribution.coefficient);
  const exact = Decimal.max(income.times(share.coefficient), floor.exact.div(keeps));
  const gross = book.round('CARE_GFSS', on, exact);
  const net = book.round('CARE_GFSS', on, gross.times(keeps));
  return { exact, gross, withheld: gross.minus(net), ruleVersion: ruleVersion(share) };
}
