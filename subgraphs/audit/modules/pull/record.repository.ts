import type { EntityManager } from '@mikro-orm/postgresql';
import type { StatedRecord } from '../../../shared/ledger/feed/contract.js';
import { arrayOf } from '../../../shared/ledger/sql.js';

const INSERT = `
  insert into access_record (at, chain, seq, actor, operation, effect, subject, source, correlation, hash)
  select 'epoch'::timestamptz + at * interval '1 microsecond', ?, seq, actor, operation, effect, subject, ?, correlation, decode(hash, 'hex')
    from unnest(?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::uuid[], ?::text[])
      as added (at, seq, actor, operation, effect, subject, correlation, hash)`;

/** Adds records of one chain. */
export async function addRecords(em: EntityManager, source: number, chain: number, records: readonly StatedRecord[]): Promise<void> {
  if (records.length === 0) return;
  const column = (cell: (record: StatedRecord) => string | number | null): string => arrayOf(records.map(cell));
  await em.execute(INSERT, [
    chain,
    source,
    column(({ at }) => at),
    column(({ seq }) => seq),
    column(({ actor }) => actor),
    column(({ operation }) => operation),
    column(({ effect }) => effect),
    column(({ subject }) => subject),
    column(({ correlation }) => correlation),
    column(({ hash }) => hash),
  ]);
}
