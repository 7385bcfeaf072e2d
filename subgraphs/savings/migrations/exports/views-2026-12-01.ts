import { BATCH } from './2026-12-01/batch-view.js';
import { EXPORT_VIEWS_2026_11_30_B } from './views-2026-11-30-b.js';

/** Views as migration 20261201200300 makes them anew, columns that are new last: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_01 = { savings_batch: BATCH } as const;

/** What auditors read of savings after it. */
export const EXPORT_VIEWS_2026_12_01 = { ...EXPORT_VIEWS_2026_11_30_B, ...CHANGED_VIEWS_2026_12_01 } as const;
