import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isSame, type Official } from '../access/official.js';
import { unknownTransfer } from '../ledger/transfer-id.js';
import { lookAgain } from '../left-to-officials/look-again.js';
import { convertClaim, fundAccount, hasMoneyAway, holdAccount, holdClaimOf, makeTransfer, reopenClaim, standsOn, type HeldAccount } from '../payout/money.repository.js';
import { CORRECTIONS, correctedOf, endCorrection, type Booked, type Corrected, type CorrectionRow } from './correction.repository.js';
import { correctable, isOfDebt } from './correctable.js';
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
 * person nobody knows yet whether it was, so that comes first; it is asked before what stands there, or what comes back in between would be
 * neither.
 */
async function clawBack(em: EntityManager, { iin, amount }: CorrectionRow, corrected: Corrected, on: CivilDate): Promise<Booked> {
  const place = await placeOf(em, iin, corrected.credit);
  const isAway = await hasMoneyAway(em, iin);
  const stands = place === null ? new Decimal(0) : await standsOn(em, iin, place);
  const taken = Decimal.min(stands, amount);
  if (taken.lt(amount) && isAway) throw new Refused('PAYOUT_UNDER_WAY', FIELD, 'The account has less than that, and an operator has money of the person: it is used or returned first.');
  if (place === null || taken.lte(0)) {
    if (new Decimal(corrected.owed).gte(amount)) throw new Refused('ALREADY_RECORDED', FIELD, 'That is owed of the entry already, and nothing stands there that could be taken. A debt that should not be is taken back by a REVERSAL of the sum.');
    return { taken: '0.00', clawback: null };
  }
  const clawback = await makeTransfer(em, { iin, kind: 'CLAWBACK', debit: place.accountId, credit: await fundAccount(em), amount: taken.toFixed(2), occurredOn: on, refersTo: corrected.id });
  return { taken: taken.toFixed(2), clawback };
}

const notThere = (why: string): Refused => new Refused('NOT_IN_THIS_STATE', FIELD, why);

/** The account that the money of a claim goes on to; null where it stays on a claim that lasts, as it does again if the entry had ended it. */
async function goesOnTo(em: EntityManager, iin: string, { kind, debit }: Corrected): Promise<HeldAccount | null> {
  const claim = await holdClaimOf(em, debit);
  if (claim === null || claim.closingReason === null) return null;
  const endedIt = kind === claim.closingReason;
  if (claim.closingReason !== 'CONVERTED' && !endedIt) throw notThere('The claim has ended since: what ended it is taken back first.');
  const account = await holdAccount(em, iin);
  if (account !== null && (await (endedIt ? convertClaim(em, iin, claim.id) : true))) return account;
  if (!endedIt || !(await reopenClaim(em, iin, claim.id))) throw notThere('The person has another claim by now, and the money would go to the one that has ended.');
  return null;
}

async function reverse(em: EntityManager, { iin, amount }: CorrectionRow, corrected: Corrected, on: CivilDate): Promise<void> {
  const account = await goesOnTo(em, iin, corrected);
  await makeTransfer(em, { iin, kind: 'REVERSAL', debit: corrected.credit, credit: corrected.debit, amount, occurredOn: on, refersTo: corrected.id });
  if (account !== null) await makeTransfer(em, { iin, kind: 'OPENING', debit: corrected.debit, credit: account.accountId, amount, occurredOn: on });
}

/** Takes back an entry, or what is owed of one: that is nothing on the ledger. */
async function takeBack(em: EntityManager, correction: CorrectionRow, corrected: Corrected, note: JournalNote): Promise<void> {
  if (isOfDebt(corrected)) return;
  await (corrected.kind === 'PAYOUT' ? reopenPayout(em, corrected.id, note) : reverse(em, correction, corrected, note.occurredOn));
}

async function book(em: EntityManager, correction: CorrectionRow, corrected: Corrected, note: JournalNote): Promise<Booked> {
  if (correction.kind === 'CLAWBACK') return clawBack(em, correction, corrected, note.occurredOn);
  await takeBack(em, correction, corrected, note);
  return { taken: correction.amount, clawback: null };
}

/** What was prepared must still be so: since then another correction may have been booked. */
function requireStill({ kind, amount }: CorrectionRow, corrected: Corrected): void {
  const left = correctable(kind, corrected, { kind: FIELD, transfer: FIELD });
  if (left.lt(amount)) throw new Refused('MORE_THAN_PAID', FIELD, `Of the entry ${left.toFixed(2)} are left by now.`);
}

/** Books a correction that a colleague has prepared, on the day of the release. */
export async function releaseCorrection(em: EntityManager, publicId: string, by: Official, note: (of: CorrectionRow) => JournalNote): Promise<CorrectionRow> {
  const correction = await CORRECTIONS.lockWaiting(em, publicId);
  if (isSame(by, correction)) throw new Refused('SAME_PERSON', FIELD, 'Somebody else than the official who prepared the correction must release it.');
  const corrected = await correctedOf(em, correction.transferId, correction.iin);
  if (corrected === null) throw unknownTransfer(FIELD);
  requireStill(correction, corrected);
  await endCorrection(em, correction, await book(em, correction, corrected, note(correction)), by);
  await lookAgain(em, correction.iin);
  return correction;
}
