import { ACCOUNT } from './2026-12-03/claim-views.js';
import { TRANSFER } from './2026-12-03/transfer-view.js';
import { YEAR } from './2026-12-03/year-view.js';
import { EXPORT_VIEWS_2026_12_02 } from './views-2026-12-02.js';

/** Views as migration 20261203500000 makes them anew, which say the same sooner: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_03 = { savings_year: YEAR, savings_account: ACCOUNT, savings_transfer: TRANSFER } as const;

/** What auditors read of savings after it. */
export const EXPORT_VIEWS_2026_12_03 = { ...EXPORT_VIEWS_2026_12_02, ...CHANGED_VIEWS_2026_12_03 } as const;
