import { about, aboutKey, type Subjects } from '../shared/ledger/subject-rules.js';
import type { SavingsCorrection } from './modules/correction/correction.type.js';
import type { SavingsPayout } from './modules/payout/payout.type.js';

/** Whose savings they are, and the guardian who applied. */
const ofPayout = ({ row: { iin, representativeIin } }: SavingsPayout): string[] => [iin, ...(representativeIin === null ? [] : [representativeIin])];

const ofCorrection = ({ row: { iin } }: SavingsCorrection): string[] => [iin];

/** Whose data savings shows. */
export const subjects: Subjects = {
  of: { Child: aboutKey, ChildSavings: aboutKey, SavingsClaim: aboutKey, SavingsAccount: aboutKey, SavingsPayout: about(ofPayout), SavingsCorrection: about(ofCorrection) },
  nobody: ['ReportingYear', 'SavingsProjection', 'SavingsProjectionAccrual', 'SavingsProjectionStep', 'ExchangeRate', 'AccrualRun', 'AccrualRunTotal', 'SavingsByRegion', 'SavingsRegionPart', 'SavingsReconciliation', 'SavingsYearProof', 'SavingsCohort', 'SavingsAssetBatch', 'SavingsFigure', 'Region', 'RegionSavings', 'ReportingYearDraft'],
};
