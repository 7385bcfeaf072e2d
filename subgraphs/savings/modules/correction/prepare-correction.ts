import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput } from '../../../shared/errors.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { Official } from '../access/official.js';
import { transferKeyOf, unknownTransfer } from '../ledger/transfer-id.js';
import type { TransferKind } from '../ledger/transfer.type.js';
import type { PrepareSavingsCorrectionInput } from './correction.input.type.js';
import { correctedOf, insertCorrection, type Corrected } from './correction.repository.js';

/** What each kind of correction takes back. That an account was opened follows from the day of birth, and is not taken back by hand. */
const CORRECTS: Readonly<Record<PrepareSavingsCorrectionInput['kind'], readonly TransferKind[]>> = {
  CLAWBACK: ['ACCRUAL', 'YIELD', 'YIELD_CORRECTION'],
  REVERSAL: ['VOID', 'CLAWBACK', 'PENSION', 'HEIRS', 'PAYOUT'],
};

function amountOf({ kind, amount }: PrepareSavingsCorrectionInput, corrected: Corrected): string {
  if (amount == null) return corrected.amount;
  if (kind === 'REVERSAL') throw badInput('input.amount', 'is for CLAWBACK alone: a reversal takes back all of an entry.');
  if (amount.lte(0) || amount.decimalPlaces() > 2) throw badInput('input.amount', 'must be above zero, with at most two decimals.');
  if (amount.gt(corrected.amount)) throw new Refused('MORE_THAN_PAID', 'input.amount', 'The entry is of less than that.');
  return amount.toFixed(2);
}

/** Whether an entry may be corrected so. */
function requireCorrectable({ kind, occurredOn }: PrepareSavingsCorrectionInput, corrected: Corrected): void {
  if (!CORRECTS[kind].includes(corrected.kind)) throw new Refused('NOT_IN_THIS_STATE', 'input.kind', `The entry is ${corrected.kind}: ${kind} is for ${CORRECTS[kind].join(', ')}.`);
  if (corrected.taken.includes(kind)) throw new Refused('ALREADY_RECORDED', 'input.transfer', 'The entry has been taken back. Where that was wrong, its own entry is reversed.');
  if (occurredOn < corrected.occurredOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', `The decision must not lie before the entry, which is of ${corrected.occurredOn}.`);
}

/** Puts a correction down for a second official; its internal key. Nothing is booked. */
export async function prepareCorrection(em: EntityManager, input: PrepareSavingsCorrectionInput, note: JournalNote, by: Official): Promise<string> {
  const { iin, kind, reason } = input;
  const corrected = await correctedOf(em, transferKeyOf('input.transfer', input.transfer), iin);
  if (corrected === null) throw unknownTransfer('input.transfer');
  requireCorrectable(input, corrected);
  const id = await insertCorrection(em, { iin, kind, transferId: corrected.id, reason, amount: amountOf(input, corrected) }, note, by);
  if (id === null) throw new Refused('ALREADY_RECORDED', 'input.transfer', 'A correction of the entry waits: it is released or withdrawn first.');
  return id;
}
