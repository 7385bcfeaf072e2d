import type { EntityManager } from '@mikro-orm/postgresql';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { Official } from '../access/official.js';
import { decisionsOf, type DecisionRow } from '../access/prepared.repository.js';
import type { SavingsDestination, SettlementStatus } from './settlement-codes.type.js';

/** A settlement as its row has it. */
export interface SettlementRow extends DecisionRow {
  readonly destination: SavingsDestination;
  /** USD. */
  readonly amount: string | null;
}

export const SETTLEMENTS = decisionsOf<SettlementRow>({ table: 'settlement', columns: 'd.destination, t.amount::text', joins: 'left join transfer t on t.id = d.transfer_id', unknown: 'UNKNOWN_SETTLEMENT' });

/** Register path: all, or those in a state. */
export const listSettlements = (em: EntityManager, status: SettlementStatus | null, page: PageRequest): Promise<SettlementRow[]> =>
  SETTLEMENTS.list(em, { sql: '(?::text is null or d.status = ?)', values: [status, status] }, page);

/** Its internal key; null where one of the same person waits already. */
export async function insertSettlement(em: EntityManager, iin: string, destination: SavingsDestination, { occurredOn, receivedOn, source }: JournalNote, by: Official): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into settlement (iin, destination, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at)
     values (?, ?, ?, ?, ?, ?, ?, clock_timestamp()) on conflict (iin) where status = 'PREPARED' do nothing returning id::text`,
    [iin, destination, occurredOn, receivedOn, source, by.account, by.iin]);
  return row?.id ?? null;
}

/** It was released, and a transfer moved the money. */
export const endSettlement = (em: EntityManager, { id }: SettlementRow, transfer: string, { account, iin }: Official): Promise<unknown> =>
  em.execute(`update settlement set status = 'DONE', transfer_id = ?, released_account = ?, released_iin = ?, released_at = clock_timestamp() where id = ?`, [transfer, account, iin, id]);
