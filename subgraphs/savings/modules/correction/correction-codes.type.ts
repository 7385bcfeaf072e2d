import { enumType, type EnumValue } from '../../../shared/enum.js';

export const CorrectionKind = enumType('SavingsCorrectionKind', 'How an entry of the ledger is corrected: by another entry, never by a change.', {
  CLAWBACK: 'A sum that was credited wrongly, or a part of it, goes back to the Fund. What is not there is owed.',
  REVERSAL: 'An entry that should not have been made is taken back as a whole; of a sum of a reporting year, what is owed of it.',
});
export type CorrectionKind = EnumValue<typeof CorrectionKind>;

export const CorrectionReason = enumType('SavingsCorrectionReason', 'Why an entry of the ledger is corrected.', {
  NOT_A_CITIZEN: 'The child was no citizen on the day of the list.',
  AFTER_MAJORITY: 'The person was 18 or older on the day of the list.',
  AFTER_DEATH: 'The child had died by the day of the list.',
  DUPLICATE: 'The same was booked under another record of the child.',
  WRONG_SUM: 'The sum or the yield is another one than that of the year.',
  BOOKED_IN_ERROR: 'What it says did not happen, or to somebody else.',
  COURT_DECISION: 'A court decided so.',
});
export type CorrectionReason = EnumValue<typeof CorrectionReason>;

export const CorrectionStatus = enumType('SavingsCorrectionStatus', 'Where a correction stands.', {
  PREPARED: 'It waits for a second official; nothing is booked.',
  DONE: 'Released and booked.',
  WITHDRAWN: 'It was not released, and never will be.',
});
export type CorrectionStatus = EnumValue<typeof CorrectionStatus>;
