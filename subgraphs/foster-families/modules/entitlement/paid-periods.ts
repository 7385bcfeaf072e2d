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

function endOf({ validTo, endReason }: PaidPlacement): PaidPeriod['to'] {
  return validTo !== null && endReason === 'DEATH' ? afterMonthOf(validTo) : validTo;
}

/** Where a contract ends by its term, extended at most as often as the law allows; null for forms without one. */
function contractEnd({ form, validFrom, plannedUntil }: PaidPlacement, book: CareBook): CivilDate | null {
  const terms = (DUES[form] ?? []).flatMap(({ programme }) => book.terms(programme, 'CONTRACT')).find((one) => holdsOn(one, validFrom));
  return terms === undefined ? null : firstOf(plannedUntil, addMonths(validFrom, terms.months));
}

const REASONS: Readonly<Partial<Record<NonNullable<PaidPlacement['endReason']>, EntitlementEndReason>>> = { DEATH: 'CHILD_DIED', MAJORITY: 'MAJORITY' };

/** Until the placement ends, or before that its contract, or the birthday on which the law ends it: both are known from the first day. */
export function paidPeriod(placement: PaidPlacement, forms: readonly FormTerms[], book: CareBook): PaidPeriod {
  const { form, validFrom: from, birthDate, endReason } = placement;
  const [ended, contract, majority] = [endOf(placement), contractEnd(placement, book), endByLaw(forms, form, from, birthDate)];
  const to = firstOf(firstOf(ended, contract), majority);
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

/** For which days a carer is paid: through the month of their death. */
export const daysOf = ({ validFrom, validTo, diedOn }: PaidCarer): Period => ({ from: validFrom, to: firstOf(validTo, diedOn === null ? null : afterMonthOf(diedOn)) });

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
    const days = common(period, daysOf(one));
    return days === null ? [] : [{ carer: one.id, ...days }];
  });
  return turnsOf(there, ({ carer }) => carer).map(({ one: { carer }, from, to }) => ({ carer, from, to }));
}
