import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey } from '../../../shared/loader.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { Official } from '../access/official.js';
import { onRegister } from '../access/register.service.js';
import type { SavingsDestination, SettlementStatus } from './settlement-codes.type.js';

/** A settlement as its row has it. */
export interface SettlementRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly destination: SavingsDestination;
  readonly status: SettlementStatus;
  /** USD. */
  readonly amount: string | null;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly preparedAccount: string;
  readonly preparedIin: string;
  readonly preparedAt: string;
  readonly releasedAt: string | null;
}

const SETTLEMENT = `select s.id::text, s.public_id::text as "publicId", s.iin, s.destination, s.status, t.amount::text, s.occurred_on::text as "occurredOn", s.received_on::text as "receivedOn", s.source,
  s.prepared_account as "preparedAccount", s.prepared_iin as "preparedIin", ${instant('s.prepared_at')} as "preparedAt", ${instant('s.released_at')} as "releasedAt"
  from settlement s left join transfer t on t.id = s.transfer_id`;

export const settlementById = definePathLoader<string, SettlementRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<SettlementRow[]>(`${SETTLEMENT} where s.id = any (?::bigint[])`, [textArray(ids)]), ({ id }) => id));

/** Register path: settlements ordered by an internal key; one row more than the page. */
export const listSettlements = (em: EntityManager, status: SettlementStatus | null, { limit, after }: PageRequest): Promise<SettlementRow[]> =>
  em.execute<SettlementRow[]>(`${SETTLEMENT} where s.id > ? and (?::text is null or s.status = ?) order by s.id limit ?`, [after ?? '0', status, status, limit + 1]);

/** A settlement that waits, held until the transaction ends. */
export async function lockWaiting(em: EntityManager, publicId: string): Promise<SettlementRow> {
  const [found] = await em.execute<SettlementRow[]>(`${SETTLEMENT} where s.public_id = ?::uuid for update of s`, [publicId]);
  if (found === undefined) throw new Refused('UNKNOWN_SETTLEMENT', 'input.id', 'No settlement is on record under this id.');
  if (found.status !== 'PREPARED') throw new Refused('NOT_IN_THIS_STATE', 'input.id', `The settlement is ${found.status}: only one that is PREPARED is released or withdrawn.`);
  return found;
}

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

export const withdraw = (em: EntityManager, { id }: SettlementRow): Promise<unknown> => em.execute(`update settlement set status = 'WITHDRAWN' where id = ?`, [id]);
