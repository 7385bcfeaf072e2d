import { Decimal } from 'decimal.js';
import { addDays, earliest, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { ruleVersion } from '../../../shared/rules/rate-book.js';
import type { RateBook } from '../rate/rate-book.js';
import type { Problem } from '../../../shared/import/row.js';

/** A period of an award's amount. */
export interface ImportedAmount {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly tier: string;
  readonly exact: string;
  readonly gross: string;
  readonly withheld: string;
  readonly ruleVersion: string;
}

/** As much of an award as its amounts depend on. */
interface Priced {
  readonly programme: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly tier: string | null;
  readonly amountFrom: string | null;
  readonly children: readonly { readonly since: CivilDate; readonly until: CivilDate | null }[];
}

interface Sums {
  readonly gross: Decimal;
  readonly withheld: Decimal;
}

const refused = (field: string, reason: string): Problem => ({ field, reason });

/** Of incomes there is no book: such an amount is that of the file. */
const BY_INCOME: Readonly<Partial<Record<BenefitProgrammeCode, string>>> = { MATERNITY: 'PENSION_CONTRIBUTION', CARE_GFSS: 'REPLACEMENT', OPV_SUBSIDY: 'PENSION_CONTRIBUTION', SURVIVOR_GFSS: 'REPLACEMENT', ASP: 'POVERTY_LINE' };

const members = ({ children }: Priced, on: CivilDate): number => children.filter((child) => child.since <= on && (child.until === null || child.until >= on)).length;

/** Coefficient × index on a day, for each child where the rate is one's, at most the limit that the tier has; null where either is not known. */
function byBook(book: RateBook, award: Priced, programme: BenefitProgrammeCode, tier: string, on: CivilDate): Omit<ImportedAmount, 'from' | 'to'> | null {
  const rate = book.rate(programme, tier, on);
  if (rate === null || (rate.base !== 'MCI' && rate.base !== 'SM' && rate.base !== 'MW')) return null;
  const index = book.parameter(rate.base, on);
  if (index === null) return null;
  const coefficient = new Decimal(rate.coefficient).times(rate.per === 'CHILD' ? members(award, on) : 1);
  const limit = book.rate(programme, `${tier}_CAP`, on);
  const exact = index.times(limit === null ? coefficient : Decimal.min(coefficient, limit.coefficient));
  return { tier, exact: exact.toFixed(), gross: book.round(programme, on, exact).toFixed(2), withheld: '0.00', ruleVersion: ruleVersion(rate) };
}

/** Days on which a child joins an award, and those after a child's last. */
const changesOf = ({ children }: Priced): CivilDate[] => children.flatMap(({ since, until }) => [since, ...(until === null ? [] : [addDays(until, 1)])]);

/** The amounts of each period between two changes of the law or of the children; the last must be that of the file, to the tenge. */
function bookAmounts(book: RateBook, award: Priced, from: CivilDate, tier: string, { gross, withheld }: Sums, today: CivilDate): readonly ImportedAmount[] | Problem {
  const programme = award.programme as BenefitProgrammeCode;
  const last = latest(from, award.until === null ? today : earliest(award.until, today));
  const days = [from, ...[...new Set([...book.changes, ...changesOf(award)])].filter((day) => day > from && day <= last).sort()];
  const priced = days.flatMap((day) => {
    const amount = byBook(book, award, programme, tier, day);
    return amount === null ? [] : [{ day, amount }];
  });
  const periods = priced.filter(({ amount }, i) => i === 0 || amount.gross !== priced[i - 1]?.amount.gross || amount.ruleVersion !== priced[i - 1]?.amount.ruleVersion);
  const now = periods.at(-1)?.amount;
  if (now === undefined) return refused('tier', 'must be a case of the programme whose rate is known on the days of the award.');
  if (!gross.eq(now.gross)) return refused('gross', `must be what the rates give for the tier on the award's last day, or today: ${now.gross}.`);
  if (!withheld.isZero()) return refused('withheld', 'must be empty: nothing is withheld from a state benefit.');
  return periods.map(({ day, amount }, i) => ({ ...amount, from: day, to: periods[i + 1]?.day ?? null }));
}

/** The tenth that goes to the pension fund, of the programmes that have it withheld; what is paid out is rounded up. */
function contribution(book: RateBook, programme: BenefitProgrammeCode, on: CivilDate, gross: Decimal): Decimal {
  const rate = programme === 'OPV_SUBSIDY' ? null : book.rate(programme, 'PENSION_CONTRIBUTION', on);
  return rate === null ? new Decimal(0) : gross.minus(book.round(programme, on, gross.times(new Decimal(1).minus(rate.coefficient))));
}

/** An amount that follows from an income: within the limits of the law, with the contribution withheld. */
function incomeAmount(book: RateBook, { programme, since }: Priced, from: CivilDate, tier: string, { gross, withheld }: Sums): readonly ImportedAmount[] | Problem {
  const code = programme as BenefitProgrammeCode;
  const rate = book.rate(code, tier, from);
  if (rate === null) return refused('tier', `must be ${BY_INCOME[code]}, with a rate that is known on the first day.`);
  const due = contribution(book, code, from, gross);
  if (!withheld.eq(due)) return refused('withheld', 'must be the pension contribution: a tenth, or nothing where none is withheld.');
  const [lowest, highest] = code === 'CARE_GFSS' ? careLimits(book, since ?? from, from) : [new Decimal(0), null];
  if (gross.lt(lowest) || (highest !== null && gross.gt(highest))) return refused('gross', 'must lie between the least and the most that the law sets (Social Code, 85).');
  return [{ from, to: null, tier, exact: gross.toFixed(), gross: gross.toFixed(2), withheld: withheld.toFixed(2), ruleVersion: ruleVersion(rate) }];
}

/** CARE_GFSS: CARE_STATE of a first child with the contribution added, and the share of seven minimum wages of the day of the right. */
function careLimits(book: RateBook, right: CivilDate, on: CivilDate): readonly [Decimal, Decimal | null] {
  const of = (programme: BenefitProgrammeCode, tier: string, day: CivilDate): Decimal => new Decimal(book.rate(programme, tier, day)?.coefficient ?? 0);
  const kept = new Decimal(1).minus(of('CARE_GFSS', 'PENSION_CONTRIBUTION', on));
  const lowest = of('CARE_STATE', 'ORDER_1', on).times(book.parameter('MCI', on) ?? 0).div(kept).floor();
  const wage = book.parameter('MW', right);
  return [lowest, wage && book.round('CARE_GFSS', right, of('CARE_GFSS', 'REPLACEMENT', right).times(of('CARE_GFSS', 'INCOME_CAP', right)).times(wage))];
}

/** The amounts of an award from the day from which the file gives one, or what is wrong with it. Those of before the figures begin are not known. */
export function amountsOf(book: RateBook, award: Priced, sums: Sums, today: CivilDate): readonly ImportedAmount[] | Problem {
  const { since, until, tier, amountFrom } = award;
  if (since === null || tier === null) return refused('since', 'must be there.');
  if (amountFrom !== null && (amountFrom < since || (until !== null && amountFrom > until))) return refused('amountFrom', 'must lie within the award.');
  const from = latest(amountFrom ?? since, book.covered.from);
  if (until !== null && from > until) return refused('until', 'the award ended before any amount is known.');
  if (BY_INCOME[award.programme as BenefitProgrammeCode] !== undefined) return incomeAmount(book, award, from, tier, sums);
  return bookAmounts(book, award, from, tier, sums, today);
}
