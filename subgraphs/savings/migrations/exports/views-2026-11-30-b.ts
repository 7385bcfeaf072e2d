import { ACCOUNT, CLAIM, YEAR } from './2026-11-30-b/child-views.js';
import { CLAIM_YEAR } from './2026-11-30-b/claim-year-view.js';
import { PAYOUT } from './2026-11-30-b/payout-view.js';
import { TOTAL } from './2026-11-30-b/total-view.js';
import { EXPORT_VIEWS_2026_11_30 } from './views-2026-11-30.js';

/** Views as migration 20261130261400 makes them anew, columns that are new last: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_11_30_B = { savings_year: YEAR, savings_claim: CLAIM, savings_claim_year: CLAIM_YEAR, savings_account: ACCOUNT, savings_payout: PAYOUT, savings_total: TOTAL } as const;

/** What auditors read of savings after it. */
export const EXPORT_VIEWS_2026_11_30_B = { ...EXPORT_VIEWS_2026_11_30, ...CHANGED_VIEWS_2026_11_30_B } as const;
