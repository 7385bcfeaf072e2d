import { addDays, addMonths, earliest, latest, monthEnd } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import { hasDays, holds, type Period } from '../../../shared/periods.js';
import type { CareBook } from '../../rules/book.js';
import { DUES } from '../../rules/dues.js';
import { endByLaw, type FormTerms } from '../form/form-terms.js';
import type { EntitlementEndReason, PaidCarer, PaidPlacement } from './entitlement.js';

/** The days for which a placement is paid, and what ends them. */
export interface PaidPeriod extends Period {
  readonly endReason: EntitlementEndReason | null;
}

/** First day after the month of a death: what is due is due through it. */
const afterMonthOf = (day: CivilDate): CivilDate => addDays(monthEnd(day), 1);

const firstOf = (a: CivilDate | null, b: CivilDate | null): CivilDate | null => (a === null || b === null ? (a ?? b) : earliest(a, b));

/** The day on which the child died, as the civil registry tells it, or before that the body; null for one who lives, or left before. */
function deathIn({ validTo, endReason, diedOn }: PaidPlacement): CivilDate | null {
  return endReason === 'DEATH' ? (diedOn ?? validTo) : null;
}

/** Where a contract ends by its term: the term that was agreed, and at the latest the longest that the law allows; null where there is none. */
function contractEnd({ form, validFrom, plannedUntil }: PaidPlacement, book: CareBook): CivilDate | null {
  const terms = (DUES[form] ?? []).flatMap(({ programme }) => book.terms(programme, 'CONTRACT')).find((one) => holdsOn(one, validFrom));
  return firstOf(plannedUntil, terms === undefined ? null : addMonths(validFrom, terms.months));
}

const REASONS: Readonly<Partial<Record<NonNullable<PaidPlacement['endReason']>, EntitlementEndReason>>> = { DEATH: 'CHILD_DIED', MAJORITY: 'MAJORITY' };

/** Through the month of the child's death: a birthday or a term that lies beyond the death ends nothing, and a placement that does was none. */
function untilDeath({ validFrom: from }: PaidPlacement, diedOn: CivilDate): PaidPeriod {
  if (from > diedOn) return { from, to: from, endReason: 'PLACEMENT_ENDED' };
  return { from, to: afterMonthOf(diedOn), endReason: 'CHILD_DIED' };
}

/** Until the placement ends, or before that its contract, or the birthday on which the law ends it: both are known from the first day. */
export function paidPeriod(placement: PaidPlacement, forms: readonly FormTerms[], book: CareBook): PaidPeriod {
  const { form, validFrom: from, validTo: ended, birthDate, endReason } = placement;
  const [contract, majority, diedOn] = [contractEnd(placement, book), endByLaw(forms, form, from, birthDate), deathIn(placement)];
  const term = firstOf(contract, majority);
  if (diedOn !== null && (term === null || term > diedOn)) return untilDeath(placement, diedOn);
  const to = firstOf(ended, term);
  if (to !== null && to === majority) return { from, to: latest(from, to), endReason: 'MAJORITY' };
  // Nothing has ended it: a term, like a birthday, lies ahead.
  if (to !== null && to !== ended) return { from, to, endReason: null };
  return { from, to, endReason: endReason === null ? null : (REASONS[endReason] ?? 'PLACEMENT_ENDED') };
}

/** Days that two periods have in common; null for none. */
export function common(a: Period, b: Period): Period | null {
  const both = { from: latest(a.from, b.from), to: firstOf(a.to, b.to) };
  return hasDays(both) ? both : null;
}

/** For which days a carer is paid for a placement that began on a day: through the month of their death, and not for what began after it. */
export function daysOf({ validFrom, validTo, diedOn }: PaidCarer, since: CivilDate): Period {
  if (diedOn === null) return { from: validFrom, to: validTo };
  return { from: validFrom, to: firstOf(validTo, since > diedOn ? diedOn : afterMonthOf(diedOn)) };
}

/** Who is first on which days, in the order in which they are given; days in a row with the same key are one. */
export function turnsOf<T extends Period>(all: readonly T[], keyOf: (one: T) => string): (Period & { readonly one: T })[] {
  const days = [...new Set(all.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].toSorted();
  const found: (Period & { readonly one: T })[] = [];
  for (const [i, from] of days.entries()) {
    const [one, to] = [all.find((each) => holds(each, from)), days[i + 1] ?? null];
    const last = found.at(-1);
    if (one === undefined) continue;
    if (last?.to === from && keyOf(last.one) === keyOf(one)) found.splice(-1, 1, { ...last, to });
    else found.push({ one, from, to });
  }
  return found;
}

/** Who is the first of the carers on which days of a period; carers in the order in which they came. */
export function firstCarers(period: Period, carers: readonly PaidCarer[]): (Period & { readonly carer: string })[] {
  const there = carers.flatMap((one) => {
    const days = common(period, daysOf(one, period.from));
    return days === null ? [] : [{ carer: one.id, ...days }];
  });
  return turnsOf(there, ({ carer }) => carer).map(({ one: { carer }, from, to }) => ({ carer, from, to }));
}
