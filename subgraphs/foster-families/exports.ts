import type { ExportViews } from '../shared/export/export-view.js';
import { ADOPTER_REPORT_VIEW_2026_12_02 } from './migrations/exports/adopter-report-2026-12-02.js';
import { REPORT_VIEW_2026_12_02 } from './migrations/exports/report-view-2026-12-02.js';
import { CHANGED_SIBLING_2026_12_02 } from './migrations/exports/siblings-2026-12-02.js';
import { EXPORT_VIEWS_2026_12_02 } from './migrations/exports/views-2026-12-02.js';

/** The views for auditors as they are after all migrations. */
export const exports: ExportViews = { ...EXPORT_VIEWS_2026_12_02, ...REPORT_VIEW_2026_12_02, care_sibling: CHANGED_SIBLING_2026_12_02, ...ADOPTER_REPORT_VIEW_2026_12_02 };
