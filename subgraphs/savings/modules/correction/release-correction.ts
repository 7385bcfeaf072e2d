import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isSame, type Official } from '../access/official.js';
import { unknownTransfer } from '../ledger/transfer-id.js';
import { fundAccount, hasMoneyAway, holdAccount, holdClaimOf, makeTransfer, reopenClaim, standsOn, type HeldAccount } from '../payout/money.repository.js';
import { correctedOf, endCorrection, lockWaiting, type Corrected, type CorrectionRow } from './correction.repository.js';
import { reopenPayout } from './reopen-payout.js';

const FIELD = 'input.id';

/** Where the money of a claim is now: on it, or on the account that it became; nowhere when it was paid to the heirs. */
async function placeOf(em: EntityManager, iin: string, accountId: string): Promise<HeldAccount | null> {
  const claim = await holdClaimOf(em, accountId);
  if (claim === null || claim.closingReason === 'CONVERTED') return holdAccount(em, iin);
  if (claim.closingReason === 'VOID') throw new Refused('NOT_IN_THIS_STATE', FIELD, 'The claim lapsed with citizenship, and its money is the Fund\'s again.');
  return claim.closingReason === null ? claim : null;
}

/**
 * Takes back what stands there, and no more: an account is never below zero. What was paid out is owed. While an operator has money of the
 * person nobody knows yet whether it was, so that comes first.
 */
async function clawBack(em: EntityManager, { iin, amount }: CorrectionRow, corrected: Corrected, on: CivilDate): Promise<Decimal> {
  const place = await placeOf(em, iin, corrected.credit);
  const stands = place === null ? new Decimal(0) : await standsOn(em, iin, place);
  const taken = Decimal.min(stands, amount);
  if (taken.lt(amount) && (await hasMoneyAway(em, iin))) throw new Refused('PAYOUT_UNDER_WAY', FIELD, 'The account has less than that, and an operator has money of the person: it is used or returned first.');
  if (place !== null && taken.gt(0)) await makeTransfer(em, { iin, kind: 'CLAWBACK', debit: place.accountId, credit: await fundAccount(em), amount: taken.toFixed(2), occurredOn: on, refersTo: corrected.id });
  return taken;
}

/** A claim that the money goes back to lasts again; there must be none beside it, and no account that it became. */
async function openAgain(em: EntityManager, iin: string, accountId: string): Promise<void> {
  const claim = await holdClaimOf(em, accountId);
  if (claim === null || claim.closingReason === null) return;
  if (claim.closingReason === 'CONVERTED' || !(await reopenClaim(em, iin, claim.id))) throw new Refused('NOT_IN_THIS_STATE', FIELD, 'The person has another claim or an account by now, and the money would go to the one that has ended.');
}

async function reverse(em: EntityManager, { iin, amount }: CorrectionRow, corrected: Corrected, on: CivilDate): Promise<void> {
  await openAgain(em, iin, corrected.debit);
  await makeTransfer(em, { iin, kind: 'REVERSAL', debit: corrected.credit, credit: corrected.debit, amount, occurredOn: on, refersTo: corrected.id });
}

async function book(em: EntityManager, correction: CorrectionRow, corrected: Corrected, note: JournalNote): Promise<string> {
  if (correction.kind === 'CLAWBACK') return (await clawBack(em, correction, corrected, note.occurredOn)).toFixed(2);
  await (corrected.kind === 'PAYOUT' ? reopenPayout(em, corrected.id, note) : reverse(em, correction, corrected, note.occurredOn));
  return correction.amount;
}

/** Books a correction that a colleague has prepared, on the day of the release. */
export async function releaseCorrection(em: EntityManager, publicId: string, by: Official, note: (of: CorrectionRow) => JournalNote): Promise<CorrectionRow> {
  const correction = await lockWaiting(em, publicId);
  if (isSame(by, correction)) throw new Refused('SAME_PERSON', FIELD, 'Somebody else than the official who prepared the correction must release it.');
  const corrected = await correctedOf(em, correction.transferId, correction.iin);
  if (corrected === null) throw unknownTransfer(FIELD);
  await endCorrection(em, correction, await book(em, correction, corrected, note(correction)), by);
  return correction;
}
