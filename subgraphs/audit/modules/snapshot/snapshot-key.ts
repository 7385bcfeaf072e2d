import { createHmac } from 'node:crypto';
import { newKey, openKey as open, sealKey as seal } from '../../../shared/sealed-key.js';
import { orUnreadable } from './key-unreadable.js';

/*
 * The key under which a snapshot's pseudonyms are made. It is random, of one snapshot, and stands nowhere in the clear but in the memory of
 * whoever takes it: between starts it is kept sealed, in audit's database, under a secret that only audit's process is given. Whoever has
 * the database alone, or the files, has pseudonyms and nothing to make or undo them with.
 */

const USE = 'balagraph snapshot key';

/** 256 random bits, as `audit.key` takes them. */
export const newSnapshotKey = newKey;

/** Sealed for one snapshot: under another's id it does not open. */
export const sealKey = (key: string, secret: string, snapshot: string): Buffer => seal(key, { secret, use: USE }, snapshot);

/** The key of a snapshot's row, whose `sealedKey` is base64. Throws `UNAVAILABLE` where it was sealed under another secret, for another snapshot, or changed since. */
export const openKey = (sealedKey: string, secret: string, snapshot: string): string =>
  orUnreadable(`snapshot ${snapshot}`, () => open(Buffer.from(sealedKey, 'base64'), { secret, use: USE }, snapshot));

/** Whether a snapshot's key is there and opens. */
export function opens(snapshot: { readonly id: string; readonly sealedKey: string | null } | null, secret: string): boolean {
  if (snapshot?.sealedKey == null) return false;
  try {
    return openKey(snapshot.sealedKey, secret, snapshot.id) !== '';
  } catch {
    return false;
  }
}

/** Tells two keys apart, and nothing else. */
export const keyFingerprint = (key: string): string => createHmac('sha256', Buffer.from(key, 'hex')).update('fingerprint of a snapshot').digest('hex').slice(0, 16);
