import { addDays, latest, monthEnd, monthStart } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { BenefitUnit } from '../../shared/rules/benefit-unit.type.js';
import type { AmountPeriod } from '../../shared/rules/amount-periods.js';
import { type AwardDraft, delay, type SeedScope } from './award-draft.js';
import { FAR } from './household-view.js';

/** The first month of which the synthetic register keeps monthly payments. */
export const KEPT_SINCE: CivilDate = '2025-07-01';

export interface PaymentDraft {
  readonly month: CivilDate;
  readonly paidOn: CivilDate;
  readonly amount: AmountPeriod;
}

/**
 * The first month that is not paid. How part months are paid is not in the Code; as in the ministry's own example (18 whole
 * months for one and a half years) the month of the first day is paid whole and that of the last day is not, unless it
 * is due to its end.
 */
function firstUnpaidMonth({ until, suspendedFrom, end }: AwardDraft): CivilDate {
  if (suspendedFrom !== null) return suspendedFrom;
  if (until === null) return FAR;
  return until === monthEnd(until) && end?.reason !== 'TERM_ENDED' ? monthStart(until, 1) : monthStart(until);
}

function monthsOf(award: AwardDraft, unit: BenefitUnit, asOf: CivilDate): CivilDate[] {
  if (unit === 'ONCE') return [monthStart(award.since)];
  const months: CivilDate[] = [];
  const end = firstUnpaidMonth(award);
  for (let month = latest(KEPT_SINCE, monthStart(award.since)); month < end && month < monthStart(asOf); month = monthStart(month, 1)) months.push(month);
  return months;
}

/** What was paid on an award until the population's last day: each month once, arrears soon after the decision. */
export function paymentsOf({ facts }: SeedScope, award: AwardDraft, unit: BenefitUnit, amounts: readonly AmountPeriod[]): PaymentDraft[] {
  const payday = delay(facts, 4, 22, 'payday', award.payee.iin ?? award.payee.bin);
  return monthsOf(award, unit, facts.asOf).flatMap((month): PaymentDraft[] => {
    const due = latest(month, award.since);
    const amount = amounts.find(({ from, to }) => from <= due && due < (to ?? FAR));
    const paidOn = latest(addDays(month, payday), addDays(award.decidedOn, 3));
    return amount === undefined || paidOn > facts.asOf ? [] : [{ month, paidOn, amount }];
  });
}
