import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { Official } from '../access/official.js';
import { decisionsOf, type DecisionRow } from '../access/prepared.repository.js';
import type { TransferKind } from '../ledger/transfer.type.js';
import type { CorrectionKind, CorrectionReason, CorrectionStatus } from './correction-codes.type.js';

/** A correction as its row has it, with the entry that it corrects. */
export interface CorrectionRow extends DecisionRow {
  readonly kind: CorrectionKind;
  readonly transferId: string;
  readonly transferKind: TransferKind;
  readonly reportingYear: number | null;
  readonly reason: CorrectionReason;
  /** USD. */
  readonly amount: string;
  readonly taken: string | null;
  readonly owed: string | null;
}

export const CORRECTIONS = decisionsOf<CorrectionRow>({
  table: 'correction',
  columns: 'd.kind, d.transfer_id::text as "transferId", t.kind as "transferKind", t.reporting_year as "reportingYear", d.reason, d.amount::text, d.taken::text, o.owed::text',
  joins: 'join transfer t on t.id = d.transfer_id join correction_owed o on o.id = d.id',
  unknown: 'UNKNOWN_CORRECTION',
});

/** What a list of corrections may be narrowed by; null means no condition. */
export interface CorrectionConditions {
  readonly status: CorrectionStatus | null;
  readonly owed: boolean | null;
}

/** Register path: those that meet all conditions. */
export const listCorrections = (em: EntityManager, { status, owed }: CorrectionConditions, page: PageRequest): Promise<CorrectionRow[]> =>
  CORRECTIONS.list(em, { sql: '(?::text is null or d.status = ?) and (?::boolean is null or coalesce(o.owed > 0, false) = ?)', values: [status, status, owed, owed] }, page);

/** An entry of somebody's ledger, with the claim that it stands on where it does. */
export interface Corrected {
  readonly id: string;
  readonly iin: string;
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  /** USD. */
  readonly amount: string;
  /** What of it is yield that came with the sum; null where it is one thing alone. */
  readonly yieldAmount: string | null;
  readonly occurredOn: CivilDate;
  /** USD that went back to the Fund, and were not put back. */
  readonly takenBack: string;
  /** USD that could not be taken back. */
  readonly owed: string;
  readonly isReversed: boolean;
}

/** By key and person: somebody else's entry is not there. */
export const correctedOf = async (em: EntityManager, id: string, iin: string): Promise<Corrected | null> =>
  (await em.execute<Corrected[]>(`select t.id::text, t.iin, t.kind, t.debit_account::text as debit, t.credit_account::text as credit, t.amount::text, t.yield_amount::text as "yieldAmount", t.occurred_on::text as "occurredOn",
      (select coalesce(sum(c.amount), 0)::text from transfer c where c.refers_to = t.id and c.kind = 'CLAWBACK' and not exists (select 1 from transfer r where r.refers_to = c.id and r.kind = 'REVERSAL')) as "takenBack",
      (select coalesce(sum(o.owed), 0)::text from correction c join correction_owed o on o.id = c.id where c.transfer_id = t.id) as owed,
      exists (select 1 from transfer r where r.refers_to = t.id and r.kind = 'REVERSAL') as "isReversed"
    from transfer t where t.id = ? and t.iin = ?`, [id, iin]))[0] ?? null;

/** What a new correction says. */
export interface NewCorrection {
  readonly iin: string;
  readonly kind: CorrectionKind;
  readonly transferId: string;
  readonly reason: CorrectionReason;
  readonly amount: string;
}

/** Its internal key; null where one of the same entry waits already. */
export async function insertCorrection(em: EntityManager, { iin, kind, transferId, reason, amount }: NewCorrection, { occurredOn, receivedOn, source }: JournalNote, by: Official): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into correction (iin, kind, transfer_id, reason, amount, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp()) on conflict (transfer_id) where status = 'PREPARED' do nothing returning id::text`,
    [iin, kind, transferId, reason, amount, occurredOn, receivedOn, source, by.account, by.iin]);
  return row?.id ?? null;
}

/** What a correction came to: what was taken back, USD, and the key of the CLAWBACK by which it was. */
export interface Booked {
  readonly taken: string;
  readonly clawback: string | null;
}

export const endCorrection = (em: EntityManager, { id }: CorrectionRow, { taken, clawback }: Booked, { account, iin }: Official): Promise<unknown> =>
  em.execute(`update correction set status = 'DONE', taken = ?, clawback_id = ?, released_account = ?, released_iin = ?, released_at = clock_timestamp() where id = ?`, [taken, clawback, account, iin, id]);
