import { monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { OpenedAward } from '../award/award.type.js';
import type { BenefitPaymentState } from './payment-codes.type.js';
import { type MonthRange, paymentKey, paymentsOfAward } from './payment.repository.js';
import { type BenefitPayment, paymentOf } from './payment.type.js';

/** Descriptions of the arguments that every list of payments has. */
export const FROM = 'Payments for the month of this day and later; eleven months before `to` when left out.';
export const TO = 'Payments for the month of this day and earlier; this month when left out.';
export const STATES = 'In one of these states; what was paid out when left out.';

/** The argument `states` of every list of payments: whoever asks for payments hears of money that was paid. */
export const STATES_ARGUMENT = { defaultValue: ['PAID'] as const satisfies readonly BenefitPaymentState[], description: STATES };

/** The months asked for; a year up to now when nothing is said. */
export function monthsAsked(from: CivilDate | null | undefined, to: CivilDate | null | undefined, today: CivilDate): MonthRange {
  const last = monthStart(to ?? today);
  const first = from == null ? monthStart(last, -11) : monthStart(from);
  if (first > last) throw badInput('from', 'must not lie after `to`.');
  return { from: first, to: last };
}

/** Which payments are asked for. */
export interface PaymentsAsked extends MonthRange {
  readonly states: readonly BenefitPaymentState[];
}

/** Payments on some awards, newest month first. */
export async function paymentsOn(awards: readonly OpenedAward[], asked: PaymentsAsked, context: SubgraphContext): Promise<BenefitPayment[]> {
  const payments = await Promise.all(awards.map(async (award) => {
    const rows = await paymentsOfAward(context, award.path).load(paymentKey(award.row.id, asked));
    return rows.filter(({ state }) => asked.states.includes(state)).map((row) => paymentOf(row, award));
  }));
  return payments.flat().sort((a, b) => (a.month > b.month ? -1 : a.month < b.month ? 1 : 0));
}
