import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { Official } from '../access/official.js';
import type { PayoutAction, PayoutRefusalReason, PayoutState, PayoutUse } from './payout-codes.type.js';
import { PAYOUT, type PayoutRow } from './payout.repository.js';

/** An application, held until the transaction ends: two officials decide one after the other. */
export async function lockPayout(em: EntityManager, id: string): Promise<PayoutRow> {
  const [found] = isPublicId(id) ? await em.execute<PayoutRow[]>(`${PAYOUT} where p.public_id = ? for update of p`, [id]) : [];
  if (found === undefined) throw new Refused('UNKNOWN_PAYOUT', 'input.payout', 'No application is on record under this id.');
  return found;
}

/** The application whose money a transfer has sent, held likewise; null where there is none. */
export const lockPayoutSentBy = async (em: EntityManager, transferId: string): Promise<PayoutRow | null> =>
  (await em.execute<PayoutRow[]>(`${PAYOUT} where p.transfer_id = ? and p.iin = (select iin from transfer where id = ?) for update of p`, [transferId, transferId]))[0] ?? null;

/** What a new application says. */
export interface NewPayout {
  readonly iin: string;
  readonly savingsAccountId: string;
  readonly use: PayoutUse;
  readonly country: string;
  readonly amount: string;
  readonly operatorBin: string;
  readonly representativeIin: string | null;
  readonly representationAct: string | null;
  readonly submittedOn: CivilDate;
  readonly checkBy: CivilDate;
}

/** Adds an application with the first entry of its journal; its internal key. */
export async function insertPayout(em: EntityManager, one: NewPayout, note: JournalNote): Promise<string> {
  const { iin, savingsAccountId, use, country, amount, operatorBin, representativeIin, representationAct, submittedOn, checkBy } = one;
  const [row] = await em.execute<{ id: string }[]>(
    `insert into payout (iin, savings_account_id, use, country, amount, operator_bin, representative_iin, representation_act, submitted_on, check_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`,
    [iin, savingsAccountId, use, country, amount, operatorBin, representativeIin, representationAct, submittedOn, checkBy]);
  if (row === undefined) throw new Error('The register took an application and gave it no key.');
  await record(em, row.id, { action: 'SUBMIT', from: null, to: 'SUBMITTED', version: 1, reason: null }, note);
  return row.id;
}

interface JournalEntry {
  readonly action: PayoutAction;
  readonly from: PayoutState | null;
  readonly to: PayoutState;
  readonly version: number;
  readonly reason: PayoutRefusalReason | null;
}

const record = (em: EntityManager, payoutId: string, { action, from, to, version, reason }: JournalEntry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute(
    `insert into payout_event (payout_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, account, organisation)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [payoutId, version, action, from, to, reason, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** What a step changes in an application; what is left out stays. */
export interface PayoutChange {
  readonly action: PayoutAction;
  readonly to: PayoutState;
  readonly payBy?: CivilDate;
  readonly useBy?: CivilDate;
  readonly reason?: PayoutRefusalReason;
  readonly transferId?: string;
  readonly checkedBy?: Official;
  readonly paidBy?: Official;
  /** What was used of what was sent, USD; the rest is back on the account. */
  readonly usedAmount?: string;
}

/** Takes a step: the application, its next version and the entry in its journal. */
export async function changePayout(em: EntityManager, { id, state, version }: PayoutRow, { action, to, payBy, useBy, reason, transferId, usedAmount, checkedBy, paidBy }: PayoutChange, note: JournalNote): Promise<void> {
  await em.execute(
    `update payout set state = ?, version = version + 1, pay_by = coalesce(?::date, pay_by), use_by = coalesce(?::date, use_by), reason = ?, transfer_id = coalesce(?::bigint, transfer_id), used_amount = ?,
      checked_account = coalesce(?, checked_account), checked_iin = coalesce(?, checked_iin), paid_account = coalesce(?, paid_account), paid_iin = coalesce(?, paid_iin), paid_at = case when ?::text is null then paid_at else clock_timestamp() end where id = ?`,
    [to, payBy ?? null, useBy ?? null, reason ?? null, transferId ?? null, usedAmount ?? null, checkedBy?.account ?? null, checkedBy?.iin ?? null, paidBy?.account ?? null, paidBy?.iin ?? null, paidBy?.iin ?? null, id]);
  await record(em, id, { action, from: state, to, version: version + 1, reason: reason ?? null }, note);
}
