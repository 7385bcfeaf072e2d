import { AWARD_CHILD } from './2026-11-27/award-views.js';
import { PAYMENT_CHILD } from './2026-11-27/payment-views.js';
import { AMOUNT, PAYMENT } from './2026-12-02/quick-views.js';
import { oncePerAward } from './2026-12-03/once.js';
import { EXPORT_VIEWS_2026_12_02 } from './views-2026-12-02.js';

/** Views as migration 20261203500000 makes them anew, which say the same sooner: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_03 = {
  benefit_award_child: oncePerAward(AWARD_CHILD), benefit_award_amount: oncePerAward(AMOUNT), benefit_payment: oncePerAward(PAYMENT), benefit_payment_child: oncePerAward(PAYMENT_CHILD),
} as const;

/** What auditors read of benefits after it. */
export const EXPORT_VIEWS_2026_12_03 = { ...EXPORT_VIEWS_2026_12_02, ...CHANGED_VIEWS_2026_12_03 } as const;
