import type { ExportViews } from '../shared/export/export-view.js';
import { CHANGED_SIBLING_2026_12_02 } from './migrations/exports/siblings-2026-12-02.js';
import { EXPORT_VIEWS_2026_12_01 } from './migrations/exports/views-2026-12-01.js';

/** The views for auditors as they are after all migrations. */
export const exports: ExportViews = { ...EXPORT_VIEWS_2026_12_01, care_sibling: CHANGED_SIBLING_2026_12_02 };
