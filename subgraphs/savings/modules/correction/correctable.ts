import { Decimal } from 'decimal.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { TransferKind } from '../ledger/transfer.type.js';
import type { CorrectionKind } from './correction-codes.type.js';
import type { Corrected } from './correction.repository.js';

const CREDITED: readonly TransferKind[] = ['ACCRUAL', 'YIELD', 'YIELD_CORRECTION'];

/** What each kind of correction takes back. That an account was opened follows from the day of birth, and is not taken back by hand. */
const CORRECTS: Readonly<Record<CorrectionKind, readonly TransferKind[]>> = {
  CLAWBACK: CREDITED,
  REVERSAL: ['VOID', 'CLAWBACK', 'PENSION', 'HEIRS', 'PAYOUT'],
};

/** Whether a reversal is of what is owed of a sum: of that the ledger has no entry by which it could be named. */
export const isOfDebt = ({ kind }: Corrected): boolean => CREDITED.includes(kind);

/** What of an entry may be corrected so, USD; refuses where that is nothing. */
export function correctable(kind: CorrectionKind, corrected: Corrected, fields: { readonly kind: string; readonly transfer: string }): Decimal {
  const { amount, takenBack, owed, isReversed } = corrected;
  if (kind === 'REVERSAL' && isOfDebt(corrected) && Number(owed) > 0) return new Decimal(owed);
  if (!CORRECTS[kind].includes(corrected.kind)) throw new Refused('NOT_IN_THIS_STATE', fields.kind, `The entry is ${corrected.kind}, and nothing of it is owed: ${kind} is for ${CORRECTS[kind].join(', ')}.`);
  const left = kind === 'CLAWBACK' ? new Decimal(amount).minus(takenBack) : new Decimal(isReversed ? 0 : amount);
  if (left.lte(0)) throw new Refused('ALREADY_RECORDED', fields.transfer, 'The entry has been taken back. Where that was wrong, its own entry is reversed.');
  return left;
}
