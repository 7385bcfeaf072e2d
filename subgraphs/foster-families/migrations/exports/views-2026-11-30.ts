import type { ExportViews } from '../../../shared/export/export-view.js';
import { CANDIDATE, CARER, DECISION, EVIDENCE, FAMILY_FORM, PLACEMENT_CARER } from './2026-11-30/carer-views.js';
import { ENTITLEMENT, ENTITLEMENT_AMOUNT, ENTITLEMENT_CHILD } from './2026-11-30/money-views.js';
import { NEED } from './2026-11-30/need-views.js';
import { PLACEMENT } from './2026-11-30/placement-views.js';
import { REPORT, SIBLING, SUPERVISING_BODY, VISIT } from './2026-11-30/supervision-views.js';

/*
 * What auditors read of children in care, as migration 20261130242300 makes it: never edit this list and its folder; a change is another
 * list with a migration of its own.
 */

/** Where no row asks for a pseudonym, or there is none yet, the view itself asks for the key and the moment: nothing is read without them. */
export const KEYED = '(select audit_export.key()) is not null and (select audit_export.as_of()) is not null';

const VIEWS: ExportViews = {
  care_need: NEED,
  care_placement: PLACEMENT,
  care_placement_carer: PLACEMENT_CARER,
  care_visit: VISIT,
  care_report: REPORT,
  care_sibling: SIBLING,
  care_family: FAMILY_FORM,
  care_carer: CARER,
  care_candidate: CANDIDATE,
  care_evidence: EVIDENCE,
  care_decision: DECISION,
  care_entitlement: ENTITLEMENT,
  care_entitlement_child: ENTITLEMENT_CHILD,
  care_entitlement_amount: ENTITLEMENT_AMOUNT,
  care_body: SUPERVISING_BODY,
};

export const EXPORT_VIEWS_2026_11_30: ExportViews = Object.fromEntries(Object.entries(VIEWS).map(([name, view]) => [name, { ...view, from: `${view.from} and ${KEYED}` }]));
