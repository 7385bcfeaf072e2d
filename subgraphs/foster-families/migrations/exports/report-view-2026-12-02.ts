import { keyedViews } from '../../../shared/export/migration.js';
import { REPORT } from './2026-12-02/report-view.js';

/** The view that migration 20261202200100 makes anew: never edit it and its file. */
export const REPORT_VIEW_2026_12_02 = keyedViews({ care_report: REPORT });
