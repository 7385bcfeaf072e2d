import { earliest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { type AmountPeriod, amountPeriods } from '../../shared/rules/amount-periods.js';
import type { RateBook } from '../modules/rate/rate-book.js';
import type { AwardDraft } from './award-draft.js';
import { FAR } from './household-view.js';

/**
 * The amounts of an award: computed on its first day, and anew whenever a rate, an index or its case changes. A one-off
 * benefit is computed once. Days for which the figures are not known have none.
 */
export function amountsOf({ cases, since, until, programme }: AwardDraft, book: RateBook, asOf: CivilDate): AmountPeriod[] {
  const end = earliest(asOf, until ?? FAR);
  const changes = programme === 'BIRTH' ? [] : [...book.changes, ...cases.map(({ from }) => from)].filter((day) => day > since && day <= end);
  return amountPeriods([since, ...new Set(changes.sort())], (day) => cases.findLast((one) => one.from <= day)?.amountOn(book, day) ?? null);
}
