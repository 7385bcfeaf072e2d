import type { SeedWriter } from '../../shared/synthetic/seed.js';

/** What the synthetic facts name as their source: no real register is behind them. */
const DATABANK = 'Databank of children without parental care (synthetic)';

const RECORD = ['source', 'recorded_at'] as const;

/** Recorded on the day it began. */
export const record = (from: string): [source: string, recordedAt: string] => [DATABANK, from];

export const TABLES = {
  index_parameter: ['parameter', 'valid_from', 'valid_to', 'amount', 'legal_basis', 'source', 'certainty', 'told_at', 'recorded_at'],
  known_child: ['iin', 'birth_date', 'died_on', 'recorded_at'],
  foster_family: ['region_kato', 'district_kato', ...RECORD],
  carer: ['family_id', 'iin', 'valid_from', ...RECORD],
  placement: ['iin', 'form', 'family_id', 'institution_bin', 'body_bin', 'act', 'reason', 'region_kato', 'district_kato',
    'valid_from', 'planned_until', 'valid_to', 'end_reason', 'sealed_on', 'child_consent', 'extensions', ...RECORD],
  placement_visit: ['placement_id', 'announced', 'visited_on', 'received_on', 'child_seen', 'seen_alone', 'finding', ...RECORD],
  placement_report: ['placement_id', 'due_on', 'received_on', 'health_passport', ...RECORD],
  placement_review: ['placement_id', 'due_on', 'began_on', 'received_on', 'decided_on', 'decision', 'decision_source', ...RECORD],
  care_incident: ['placement_id', 'kind', 'severity', 'reporter', 'happened_on', 'reported_on', 'follow_up_by', 'closed_on', 'outcome', 'version', ...RECORD],
  care_incident_event: ['incident_id', 'action', 'measures', 'version', 'occurred_on', 'received_on', 'organisation', ...RECORD],
  after_care_contact: ['placement_id', 'contacted_on', 'received_on', 'reached', 'housing', 'occupation', 'organisation', ...RECORD],
  placement_plan: ['iin', 'form', 'family_id', 'body_bin', 'reason', 'region_kato', 'district_kato', 'stage', 'decided_on', 'planned_from', 'lapses_on', 'contract_number', 'contract_on', 'contract_bin', 'version', ...RECORD],
  placement_plan_event: ['plan_id', 'action', 'from_stage', 'to_stage', 'version', 'occurred_on', 'received_on', 'organisation', ...RECORD],
  carer_candidate: ['iin', 'birth_date', 'sex', 'region_kato', 'district_kato', 'body_bin', 'forms', 'status', 'registered_on', 'received_on', 'checked_on', 'family_id', 'partner_id', 'version', ...RECORD],
  carer_evidence: ['candidate_id', 'kind', 'holds', 'amount', 'people', 'child_iin', 'valid_from', ...RECORD],
  carer_decision: ['candidate_id', 'form', 'suitable', 'grounds', 'decided_on', 'body_bin', 'version', ...RECORD],
  carer_candidate_event: ['candidate_id', 'version', 'action', 'from_status', 'to_status', 'occurred_on', 'received_on', ...RECORD],
  care_need: ['iin', 'status', 'notifier', 'reasons', 'region_kato', 'district_kato', 'body_bin', 'identified_on', 'received_on', 'majority_on',
    'primary_on', 'regional_on', 'central_on', 'primary_by', 'regional_by', 'central_by', 'place_by', 'placed_on', 'closed_on', 'closing', 'sealed_on', ...RECORD],
  care_need_document: ['need_id', 'kind', 'reference', 'issued_on', 'recorded_at'],
  care_sibling: ['iin', 'sibling_iin', 'sealed_on', ...RECORD],
  ward_right: ['placement_id', 'kind', 'standing', 'occurred_on', 'received_on', 'organisation', ...RECORD],
  guardianship_staff: ['region_kato', 'district_kato', 'body_bin', 'posts', 'filled', 'valid_from', 'received_on', ...RECORD],
  district_children: ['region_kato', 'district_kato', 'children', 'valid_from', 'received_on', ...RECORD],
  ward_means: ['placement_id', 'valid_from', 'monthly_income', ...RECORD],
  shielding: ['iin', 'placement_id', 'valid_from', 'valid_to', ...RECORD],
} as const;

export type Writer = SeedWriter<keyof typeof TABLES>;
