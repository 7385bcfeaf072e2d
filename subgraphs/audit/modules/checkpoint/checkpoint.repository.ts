import { CHAIN_COLUMNS, type ChainRow } from '../pull/chain.repository.js';
import { databaseNameOf } from '../source/source.js';
import { instant } from '../../../shared/database/instant.js';
import type { Sql } from '../../../shared/ledger/sql.js';
import type { CheckpointContent } from '../../../shared/ledger/checkpoint/checkpoint.js';

/** A checkpoint as it is kept. */
export interface CheckpointRow {
  readonly number: number;
  readonly day: string;
  /** ISO 8601, UTC. */
  readonly signedAt: string;
  /** Records of all sources; text, because there may be more than a JS number is exact for. */
  readonly records: string;
  readonly hash: string;
  readonly jws: string;
}

const COLUMNS = `number, day::text as day, ${instant('signed_at')} as "signedAt", records::text as records, hash, jws`;

/** Of several who sign at once, the others wait for the first. */
export const lockCheckpoints = (sql: Sql): Promise<unknown> => sql(`select pg_advisory_xact_lock(hashtextextended('checkpoint', 3))`, []);

export async function lastCheckpoint(sql: Sql): Promise<CheckpointRow | null> {
  const [row] = await sql<CheckpointRow>(`select ${COLUMNS} from checkpoint order by number desc limit 1`, []);
  return row ?? null;
}

export async function checkpointNumbered(sql: Sql, number: number): Promise<CheckpointRow | null> {
  const [row] = await sql<CheckpointRow>(`select ${COLUMNS} from checkpoint where number = ?`, [number]);
  return row ?? null;
}

/** Newest first. */
export const listCheckpoints = (sql: Sql, before: string | null, limit: number): Promise<CheckpointRow[]> =>
  sql<CheckpointRow>(`select ${COLUMNS} from checkpoint where (?::bigint is null or number < ?::bigint) order by checkpoint.number desc limit ?`, [before, before, limit]);

/** All of them, oldest first. */
export const allCheckpoints = async (sql: Sql): Promise<string[]> => (await sql<{ jws: string }>('select jws from checkpoint order by number', [])).map(({ jws }) => jws);

export const addCheckpoint = (sql: Sql, { number, day, signedAt, records, hash, jws }: CheckpointRow): Promise<unknown> =>
  sql('insert into checkpoint (number, day, signed_at, records, hash, jws) values (?, ?::date, ?::timestamptz, ?::bigint, ?, ?)', [number, day, signedAt, records, hash, jws]);

const ENDS = `select source, ${CHAIN_COLUMNS} from source_chain order by source, chain`;

/** How far every ledger has been pulled and verified. */
export async function endsOfSources(sql: Sql): Promise<CheckpointContent['sources']> {
  const bySource = Map.groupBy(await sql<ChainRow & { readonly source: number }>(ENDS, []), ({ source }) => source);
  return Object.fromEntries([...bySource].map(([source, rows]) => [databaseNameOf(source), {
    records: rows.reduce((sum, { seq }) => sum + seq, 0),
    chains: rows.map(({ chain, seq, hash, genesis }): [number, number, string, string] => [chain, seq, hash, genesis]),
    faults: rows.flatMap(({ chain, faultSeq, fault }): [number, number, string][] => (faultSeq === null || fault === null ? [] : [[chain, faultSeq, fault]])),
  }]));
}
