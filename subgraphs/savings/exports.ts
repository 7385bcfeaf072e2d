import type { ExportViews } from '../shared/export/export-view.js';
import { EXPORT_VIEWS_2026_12_03 } from './migrations/exports/views-2026-12-03.js';

/** The views for auditors as they are after all migrations. */
export const exports: ExportViews = EXPORT_VIEWS_2026_12_03;
