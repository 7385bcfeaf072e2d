import { REPORT } from './2026-12-02/report-view.js';
import { KEYED } from './views-2026-11-30.js';

/** The view that migration 20261202200100 makes anew: never edit it and its file. */
export const REPORT_VIEW_2026_12_02 = { care_report: { ...REPORT, from: `${REPORT.from} and ${KEYED}` } };
