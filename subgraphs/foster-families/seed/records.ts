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
    'valid_from', 'planned_until', 'valid_to', 'end_reason', 'sealed_on', ...RECORD],
  ward_means: ['placement_id', 'valid_from', 'monthly_income', ...RECORD],
  shielding: ['iin', 'placement_id', 'valid_from', 'valid_to', ...RECORD],
} as const;

export type Writer = SeedWriter<keyof typeof TABLES>;
