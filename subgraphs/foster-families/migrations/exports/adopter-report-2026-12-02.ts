import { keyedViews } from '../../../shared/export/migration.js';
import { ADOPTER_REPORT } from './2026-12-02/adopter-report-view.js';

/** The view that migration 20261202500100 adds: never edit it and its file. */
export const ADOPTER_REPORT_VIEW_2026_12_02 = keyedViews({ care_adopter_report: ADOPTER_REPORT });
