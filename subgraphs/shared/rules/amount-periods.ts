import type { Decimal } from 'decimal.js';
import { earliest, latest } from '../calendar.js';
import type { CivilDate } from '../clock.js';

/** What something comes to, before and after rounding. */
export interface ComputedAmount {
  /** Which case of the rates was applied. */
  readonly tier: string;
  readonly exact: Decimal;
  readonly gross: Decimal;
  readonly withheld: Decimal;
  readonly ruleVersion: string;
}

/** What an award comes to from a day until another (not included), null while it holds. */
export interface AmountPeriod extends ComputedAmount {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** Days from one until another (not included), null while they last. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

const END = '9999-12-31';

/** What of amounts holds within some spans of time: gaps between these stay. */
export const amountsWithin = (periods: readonly AmountPeriod[], spans: readonly Span[]): AmountPeriod[] =>
  spans.flatMap((span) => periods.flatMap((period): AmountPeriod[] => {
    const [from, to] = [latest(period.from, span.from), earliest(period.to ?? END, span.to ?? END)];
    return from < to ? [{ ...period, from, to: to === END ? null : to }] : [];
  }));

const sameAmount = (a: AmountPeriod, b: AmountPeriod): boolean => a.tier === b.tier && a.ruleVersion === b.ruleVersion && a.exact.equals(b.exact);

/** The amounts from each of some days, in order, on; a day that changes nothing begins none, and one whose figures are not known has none. */
export function amountPeriods(days: readonly CivilDate[], amountOn: (day: CivilDate) => ComputedAmount | null): AmountPeriod[] {
  const periods: AmountPeriod[] = [];
  for (const from of days) {
    const amount = amountOn(from);
    if (amount === null) continue;
    const period = { ...amount, from, to: null };
    const last = periods.at(-1);
    if (last !== undefined && sameAmount(last, period)) continue;
    if (last !== undefined) periods.splice(-1, 1, { ...last, to: from });
    periods.push(period);
  }
  return periods;
}
