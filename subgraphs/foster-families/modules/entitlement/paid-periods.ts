import { addDays, earliest, latest, monthEnd } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { hasDays, type Period } from '../../../shared/periods.js';
import { endByLaw, type FormTerms } from '../form/form-terms.js';
import type { EntitlementEndReason, PaidCarer, PaidPlacement } from './entitlement.js';

/** The days for which a placement is paid, and what ends them. */
export interface PaidPeriod extends Period {
  readonly endReason: EntitlementEndReason | null;
}

/** After a child's death it is due through the month of death. */
function endOf({ validTo, endReason }: PaidPlacement): PaidPeriod['to'] {
  return validTo !== null && endReason === 'DEATH' ? addDays(monthEnd(validTo), 1) : validTo;
}

const REASONS: Readonly<Partial<Record<NonNullable<PaidPlacement['endReason']>, EntitlementEndReason>>> = { DEATH: 'CHILD_DIED', MAJORITY: 'MAJORITY' };

/** Until the placement ends, or the birthday on which the law ends it, which is known from the first day. */
export function paidPeriod(placement: PaidPlacement, forms: readonly FormTerms[]): PaidPeriod {
  const { form, validFrom: from, birthDate, endReason } = placement;
  const [ended, majority] = [endOf(placement), endByLaw(forms, form, from, birthDate)];
  if (majority !== null && (ended === null || majority <= ended)) return { from, to: latest(from, majority), endReason: 'MAJORITY' };
  return { from, to: ended, endReason: endReason === null ? null : (REASONS[endReason] ?? 'PLACEMENT_ENDED') };
}

/** Days that two periods have in common; null for none. */
export function common(a: Period, { validFrom, validTo }: PaidCarer): Period | null {
  const to = a.to === null || validTo === null ? (a.to ?? validTo) : earliest(a.to, validTo);
  const both = { from: latest(a.from, validFrom), to };
  return hasDays(both) ? both : null;
}

const holdsOn = ({ validFrom, validTo }: PaidCarer, day: CivilDate): boolean => validFrom <= day && (validTo === null || day < validTo);

/** Who is the first of the carers on which days of a period; carers in the order in which they came. */
export function firstCarers(period: Period, carers: readonly PaidCarer[]): (Period & { readonly carer: string })[] {
  const days = [period.from, ...carers.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo === null ? [] : [validTo])])]
    .filter((day) => day >= period.from && (period.to === null || day < period.to));
  const found: (Period & { readonly carer: string })[] = [];
  for (const [i, from] of [...new Set(days)].toSorted().entries()) {
    const to = [...new Set(days)].toSorted()[i + 1] ?? period.to;
    const carer = carers.find((one) => holdsOn(one, from))?.id;
    const last = found.at(-1);
    if (carer === undefined) continue;
    if (last?.carer === carer && last.to === from) found.splice(-1, 1, { ...last, to });
    else found.push({ carer, from, to });
  }
  return found;
}
