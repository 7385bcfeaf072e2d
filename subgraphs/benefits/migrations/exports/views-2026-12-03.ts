import { AWARD_CHILD } from './2026-11-27/award-views.js';
import { AMOUNT, PAYMENT } from './2026-12-02/quick-views.js';
import { oncePerAward } from './2026-12-03/once.js';
import { BIRTH_TERMS, CHILD_TERMS, DERIVED_PAYMENT_CHILD } from './2026-12-03/parts.js';
import { EXPORT_VIEWS_2026_12_02 } from './views-2026-12-02.js';

/** Views as migration 20261203500000 makes them anew, which say the same sooner: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_03 = {
  benefit_award_child: oncePerAward(AWARD_CHILD), benefit_award_amount: oncePerAward(AMOUNT), benefit_payment: oncePerAward(PAYMENT), benefit_payment_child: oncePerAward(DERIVED_PAYMENT_CHILD),
} as const;

/** What a snapshot derives `benefit_payment_child` from; nobody reads them else. */
export const PARTS_2026_12_03 = { part_child_terms: CHILD_TERMS, part_birth_terms: BIRTH_TERMS } as const;

/** What auditors read of benefits after it. */
export const EXPORT_VIEWS_2026_12_03 = { ...EXPORT_VIEWS_2026_12_02, ...CHANGED_VIEWS_2026_12_03, ...PARTS_2026_12_03 } as const;
