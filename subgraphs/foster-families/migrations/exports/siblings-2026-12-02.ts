import { column, type ExportView } from '../../../shared/export/export-view.js';
import { EXPORT_VIEWS_2026_11_30 } from './views-2026-11-30.js';

const { care_sibling: BEFORE } = EXPORT_VIEWS_2026_11_30;
if (BEFORE === undefined) throw new Error('There is no view of siblings.');

/** That a child has a brother or sister is often recorded on the day of the younger one's birth, and the older one's row tells of it, too: as migration 20261202400000 makes it, never edit it. */
export const CHANGED_SIBLING_2026_12_02: ExportView = {
  ...BEFORE,
  columns: { ...BEFORE.columns, recorded_at: column('timestamp with time zone', 'Beginning of the month in which it was recorded: the day is often that of a birth.', `date_trunc('month', s.recorded_at)`) },
};
