import { earliest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { ComputedAmount } from '../modules/rate/amount.js';
import type { RateBook } from '../modules/rate/rate-book.js';
import type { AwardDraft } from './award-draft.js';
import { FAR } from './household-view.js';

/** What an award comes to from a day until another (not included), null while it holds. */
export interface AmountPeriod extends ComputedAmount {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

const sameAmount = (a: AmountPeriod, b: AmountPeriod): boolean => a.tier === b.tier && a.ruleVersion === b.ruleVersion && a.exact.equals(b.exact);

/**
 * The amounts of an award: computed on its first day, and anew whenever a rate, an index or its case changes. A one-off
 * benefit is computed once. Days for which the figures are not known have none.
 */
export function amountsOf({ cases, since, until, programme }: AwardDraft, book: RateBook, asOf: CivilDate): AmountPeriod[] {
  const end = earliest(asOf, until ?? FAR);
  const changes = programme === 'BIRTH' ? [] : [...book.changes, ...cases.map(({ from }) => from)].filter((day) => day > since && day <= end);
  const periods: AmountPeriod[] = [];
  for (const from of [since, ...new Set(changes.sort())]) {
    const current = cases.findLast((one) => one.from <= from);
    const amount = current?.amountOn(book, from);
    if (current === undefined || amount == null) continue;
    const period = { ...amount, from, to: null };
    const last = periods.at(-1);
    if (last !== undefined && sameAmount(last, period)) continue;
    if (last !== undefined) periods.splice(-1, 1, { ...last, to: from });
    periods.push(period);
  }
  return periods;
}
