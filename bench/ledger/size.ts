import type { ClientBase } from 'pg';
import type { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { sampleEntries } from '../ledger-sample.js';

/** Records of one commit under load. */
const GROUP = 500;

/** Everything that the ledger takes on disk: tables with their pages, indexes, dictionaries, maps of free space. */
const SIZE = `select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class where relkind = 'r' and relname like 'ledger\\_%'`;

/** Fills an empty ledger with a sample; bytes that each record takes. */
export async function bytesPerRecord(client: ClientBase, ledger: Ledger, records: number, children: number): Promise<number> {
  const entries = sampleEntries(records, { children });
  for (let i = 0; i < records; i += GROUP) await ledger.record(entries.slice(i, i + GROUP));
  const { rows } = await client.query<{ bytes: number }>(SIZE);
  return (rows[0]?.bytes ?? Number.NaN) / records;
}
