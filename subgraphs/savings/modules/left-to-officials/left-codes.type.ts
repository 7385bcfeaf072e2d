import { enumType, type EnumValue } from '../../../shared/enum.js';

export const SavingsLeftReason = enumType('SavingsLeftReason', 'Why a run leaves something about somebody to officials.', {
  TOO_MUCH: 'More of a year, or of the yields on it, stands than should by the list as it is now: a death, a birth or a loss of citizenship was told late.',
  ON_ANOTHER_CLAIM: 'The sum of the year is on another claim of the person, which lapsed: no year is credited twice.',
  PAID_TO_HEIRS: 'The claim was paid to the heirs, and by the list as it is now the year is due.',
  REFUSED_BY_LEDGER: 'A check of the ledger refused what the run would have booked.',
});
export type SavingsLeftReason = EnumValue<typeof SavingsLeftReason>;

export const SavingsLeftState = enumType('SavingsLeftState', 'Whether officials have something to do.', {
  OPEN: 'They have; of a run that only counts, or is not released, they would.',
  RESOLVED: 'Not any more: it was put right by a correction, or by the list, and a look at the person\'s books found it no more.',
  FOUND_AGAIN: 'A later run has left it again, which is another item.',
});
export type SavingsLeftState = EnumValue<typeof SavingsLeftState>;
