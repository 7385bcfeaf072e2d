import { keyedViews } from '../../../shared/export/migration.js';
import { STAFFING, WARD_RIGHT } from './2026-12-02/register-views.js';
import { EXPORT_VIEWS_2026_12_01 } from './views-2026-12-01.js';

/** Views that migration 20261202100100 adds: never edit this list and its folder. */
export const NEW_VIEWS_2026_12_02 = keyedViews({ care_ward_right: WARD_RIGHT, care_staffing: STAFFING });

/** What auditors read of children in care after it. */
export const EXPORT_VIEWS_2026_12_02 = { ...EXPORT_VIEWS_2026_12_01, ...NEW_VIEWS_2026_12_02 };
