import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput } from '../../../shared/errors.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { Official } from '../access/official.js';
import { transferKeyOf, unknownTransfer } from '../ledger/transfer-id.js';
import { correctable } from './correctable.js';
import type { PrepareSavingsCorrectionInput } from './correction.input.type.js';
import { correctedOf, insertCorrection, type Corrected } from './correction.repository.js';

const FIELDS = { kind: 'input.kind', transfer: 'input.transfer' } as const;

/** A sum and the yield that came with it have one id: which of them was wrong only the amount can say. */
function amountOf({ kind, amount }: PrepareSavingsCorrectionInput, corrected: Corrected): string {
  const left = correctable(kind, corrected, FIELDS);
  if (kind === 'REVERSAL') {
    if (amount != null) throw badInput('input.amount', 'is for CLAWBACK alone: a reversal takes back all of an entry.');
    return left.toFixed(2);
  }
  if (amount == null) {
    const { amount: all, yieldAmount } = corrected;
    if (yieldAmount !== null) throw badInput('input.amount', `is needed: the entry is a sum of ${new Decimal(all).minus(yieldAmount).toFixed(2)} and a yield of ${yieldAmount}.`);
    return left.toFixed(2);
  }
  if (amount.lte(0) || amount.decimalPlaces() > 2) throw badInput('input.amount', 'must be above zero, with at most two decimals.');
  if (amount.gt(left)) throw new Refused('MORE_THAN_PAID', 'input.amount', `Of the entry ${left.toFixed(2)} have not been taken back.`);
  return amount.toFixed(2);
}

/** Puts a correction down for a second official; its internal key. Nothing is booked. */
export async function prepareCorrection(em: EntityManager, input: PrepareSavingsCorrectionInput, note: JournalNote, by: Official): Promise<string> {
  const { iin, kind, reason, occurredOn } = input;
  const corrected = await correctedOf(em, transferKeyOf(em, 'input.transfer', input.transfer), iin);
  if (corrected === null) throw unknownTransfer('input.transfer');
  const amount = amountOf(input, corrected);
  if (occurredOn < corrected.occurredOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', `The decision must not lie before the entry, which is of ${corrected.occurredOn}.`);
  const id = await insertCorrection(em, { iin, kind, transferId: corrected.id, reason, amount }, note, by);
  if (id === null) throw new Refused('ALREADY_RECORDED', 'input.transfer', 'A correction of the entry waits: it is released or withdrawn first.');
  return id;
}
