import { AMOUNT, AWARD, AWARD_CHILD, AWARD_EVENT } from './2026-11-27/award-views.js';
import { CASE, CONTRIBUTION } from './2026-11-27/case-views.js';
import { OVERPAYMENT, PAYMENT, PAYMENT_CHILD } from './2026-11-27/payment-views.js';

/*
 * What auditors read of benefits, as migration 20261129300000 makes it: never edit this list and its folder; a change is another list with
 * a migration of its own.
 *
 * Days of people's lives are months here, so that no row gives a birth away: not as the start of a childcare benefit, and not as the
 * end of an award at majority. What needs the day is computed here.
 */

export const EXPORT_VIEWS_2026_11_27 = {
  benefit_award: AWARD,
  benefit_award_child: AWARD_CHILD,
  benefit_award_amount: AMOUNT,
  benefit_award_event: AWARD_EVENT,
  benefit_payment: PAYMENT,
  benefit_payment_child: PAYMENT_CHILD,
  benefit_overpayment: OVERPAYMENT,
  benefit_case: CASE,
  insurance_contribution: CONTRIBUTION,
} as const;
