import { ACCOUNT, TRANSFER, YEAR } from './2026-12-02/quick-views.js';
import { EXPORT_VIEWS_2026_12_01 } from './views-2026-12-01.js';

/** Views as migration 20261202300000 makes them anew, which say the same sooner: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_02 = { savings_year: YEAR, savings_account: ACCOUNT, savings_transfer: TRANSFER } as const;

/** What auditors read of savings after it. */
export const EXPORT_VIEWS_2026_12_02 = { ...EXPORT_VIEWS_2026_12_01, ...CHANGED_VIEWS_2026_12_02 } as const;
