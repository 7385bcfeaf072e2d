import { AMOUNT, PAYMENT } from './2026-12-02/quick-views.js';
import { EXPORT_VIEWS_2026_11_27 } from './views-2026-11-27.js';

/** Views as migration 20261202300000 makes them anew, which say the same sooner: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_02 = { benefit_award_amount: AMOUNT, benefit_payment: PAYMENT } as const;

/** What auditors read of benefits after it. */
export const EXPORT_VIEWS_2026_12_02 = { ...EXPORT_VIEWS_2026_11_27, ...CHANGED_VIEWS_2026_12_02 } as const;
