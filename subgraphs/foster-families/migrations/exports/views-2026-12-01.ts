import type { ExportView } from '../../../shared/export/export-view.js';
import { ENTITLEMENT } from './2026-12-01/adopter-view.js';
import { CANDIDATE, CARER, FAMILY_FORM, PLACEMENT_CARER } from './2026-12-01/carer-views.js';
import { NEED, PLACEMENT, REPORT } from './2026-12-01/placement-views.js';
import { EXPORT_VIEWS_2026_11_30, KEYED } from './views-2026-11-30.js';

const keyed = (view: ExportView): ExportView => ({ ...view, from: `${view.from} and ${KEYED}` });

/** Views as migration 20261201310000 makes them anew, columns that are new last: never edit this list and its folder. */
export const CHANGED_VIEWS_2026_12_01 = {
  care_need: keyed(NEED), care_placement: keyed(PLACEMENT), care_placement_carer: keyed(PLACEMENT_CARER), care_report: keyed(REPORT),
  care_family: keyed(FAMILY_FORM), care_carer: keyed(CARER), care_candidate: keyed(CANDIDATE), care_entitlement: keyed(ENTITLEMENT),
};

/** What auditors read of children in care after it. */
export const EXPORT_VIEWS_2026_12_01 = { ...EXPORT_VIEWS_2026_11_30, ...CHANGED_VIEWS_2026_12_01 };
