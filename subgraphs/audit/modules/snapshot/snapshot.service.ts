import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sqlIn } from '../../../shared/ledger/sql.js';
import { projectVersion } from '../../../shared/project.js';
import { lastCheckpoint } from '../checkpoint/checkpoint.repository.js';
import { signCheckpoint } from '../checkpoint/sign.js';
import { signingOf } from '../checkpoint/signer.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { keyFingerprint, newSnapshotKey, sealKey } from './snapshot-key.js';
import { addSnapshot, snapshotById, type SnapshotRow } from './snapshot.repository.js';
import type { SnapshotSettings } from './settings.js';

/** A snapshot as it is asked for. */
export interface SnapshotWish {
  /** ISO 8601; null for as late as may be. */
  readonly asOf: string | null;
  readonly now: Date;
  /** BIN of whoever asks for it; null for a command. */
  readonly organisation: string | null;
}

/**
 * A transaction's moment is that of its beginning, and it is waited for from its first write on. Between the two it has time for this long
 * unnoticed: a snapshot is of a moment that is past.
 */
const BEHIND_MS = 10_000;

export const latestMoment = (now: Date): string => new Date(now.getTime() - BEHIND_MS).toISOString();

/** How far the ledgers have come, signed: now where this process signs, and else as it was signed last. */
async function checkpointNow(em: EntityManager, now: Date): Promise<{ readonly number: number; readonly hash: string } | null> {
  const signing = signingOf(em);
  return signing === null ? lastCheckpoint(sqlIn(em)) : signCheckpoint(sqlIn(em), signing.signer, now);
}

/** Asks for a snapshot, with a key of its own; refuses while another is under way. */
export async function requestSnapshot(em: EntityManager, { sealingSecret }: Pick<SnapshotSettings, 'sealingSecret'>, { asOf, now, organisation }: SnapshotWish): Promise<SnapshotRow> {
  const [id, key] = [randomUUID(), newSnapshotKey()];
  const added = await addSnapshot(em, {
    id,
    asOf: asOf ?? latestMoment(now),
    organisation,
    sealedKey: sealKey(key, sealingSecret, id),
    keyFingerprint: keyFingerprint(key),
    checkpoint: await checkpointNow(em, now),
    packageVersion: projectVersion(),
  });
  const row = added ? await snapshotById(em, id) : null;
  if (row === null) throw new Refused('SNAPSHOT_UNDER_WAY', null, 'A snapshot is being taken. Ask for another when it is complete.');
  return row;
}
