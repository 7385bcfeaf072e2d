import type { ExportViews } from '../shared/export/export-view.js';
import { EXPORT_VIEWS_2026_11_30_B } from './migrations/exports/views-2026-11-30-b.js';

/** The views for auditors as they are after all migrations. */
export const exports: ExportViews = EXPORT_VIEWS_2026_11_30_B;
