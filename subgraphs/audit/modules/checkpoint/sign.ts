import { civilDay } from '../../../shared/clock.js';
import { hashOf, signContent } from '../../../shared/ledger/checkpoint/checkpoint.js';
import type { CheckpointSigner } from '../../../shared/ledger/checkpoint/key.js';
import type { Sql } from '../../../shared/ledger/sql.js';
import { addCheckpoint, endsOfSources, lastCheckpoint, lockCheckpoints, type CheckpointRow } from './checkpoint.repository.js';

/** Signs how far every ledger has come, chained to the checkpoint before; in a transaction, which others who sign wait for. */
export async function signCheckpoint(sql: Sql, signer: CheckpointSigner, now: Date): Promise<CheckpointRow> {
  await lockCheckpoints(sql);
  const last = await lastCheckpoint(sql);
  const sources = await endsOfSources(sql);
  const content = { number: (last?.number ?? 0) + 1, day: civilDay(now), signedAt: now.toISOString(), previous: last?.hash ?? null, sources };
  const jws = await signContent(content, signer);
  const records = Object.values(sources).reduce((sum, source) => sum + BigInt(source.records), 0n);
  const row = { number: content.number, day: content.day, signedAt: content.signedAt, records: String(records), hash: hashOf(jws), jws };
  await addCheckpoint(sql, row);
  return row;
}

/** The same, unless this day has one. */
export async function signDaily(sql: Sql, signer: CheckpointSigner, now: Date): Promise<CheckpointRow | null> {
  await lockCheckpoints(sql);
  const last = await lastCheckpoint(sql);
  return last !== null && last.day >= civilDay(now) ? null : signCheckpoint(sql, signer, now);
}
