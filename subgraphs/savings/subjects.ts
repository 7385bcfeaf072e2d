import { about, aboutKey, type Subjects } from '../shared/ledger/subject-rules.js';
import type { SavingsCorrection } from './modules/correction/correction.type.js';
import { ofPayout } from './modules/payout/payout.repository.js';
import type { SavingsSettlement } from './modules/settlement/settlement.type.js';
import type { SavingsPayout } from './modules/payout/payout.type.js';

const ofRow = ({ row: { iin } }: SavingsCorrection | SavingsSettlement): string[] => [iin];

/** Whose data savings shows. */
export const subjects: Subjects = {
  of: { Child: aboutKey, ChildSavings: aboutKey, SavingsClaim: aboutKey, SavingsAccount: aboutKey, SavingsPayout: about(({ row }: SavingsPayout) => ofPayout(row)), SavingsCorrection: about(ofRow), SavingsSettlement: about(ofRow), SavingsDue: aboutKey, SavingsLeft: aboutKey },
  nobody: ['ReportingYear', 'SavingsProjection', 'SavingsProjectionAccrual', 'SavingsProjectionStep', 'ExchangeRate', 'AccrualRun', 'AccrualRunTotal', 'SavingsByRegion', 'SavingsRegionPart', 'SavingsReconciliation', 'SavingsYearProof', 'SavingsCohort', 'SavingsAssetBatch', 'SavingsFigure', 'Region', 'RegionSavings', 'ReportingYearDraft'],
};
