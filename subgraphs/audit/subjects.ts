import { about, aboutKey, type Subjects } from '../shared/ledger/subject-rules.js';
import type { AccessVisit } from './modules/visit/access-visit.type.js';

/** Whose data audit shows: that of the child whose log it is. Nothing else that it has names anybody. */
export const subjects: Subjects = {
  of: {
    Child: aboutKey,
    AccessVisit: about(({ iin }: AccessVisit) => [iin]),
  },
  nobody: ['Inquiry', 'LedgerSource', 'LedgerFault', 'LedgerCheckpoint', 'AccessAlert', 'Snapshot', 'SnapshotSource', 'SnapshotView', 'Engagement', 'AuditRule', 'RuleRun', 'RuleRuns', 'Finding', 'FindingSight', 'FindingEvent', 'FindingIdentification', 'AssignedFindings', 'EvidenceExport', 'EvidenceRule', 'Identification', 'Region', 'AuditCohort', 'CohortCount', 'CohortGroup', 'CohortOverlap', 'CohortPoint', 'CohortSum', 'RegionWellbeing', 'RegionMeasure'],
};
