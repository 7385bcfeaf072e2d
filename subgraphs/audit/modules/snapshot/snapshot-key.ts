import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/*
 * The key under which a snapshot's pseudonyms are made. It is random, of one snapshot, and stands nowhere in the clear but in the memory of
 * whoever takes it: between starts it is kept sealed, in audit's database, under a secret that only audit's process is given. Whoever has
 * the database alone, or the files, has pseudonyms and nothing to make or undo them with.
 */

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** 256 random bits, as `audit.key` takes them. */
export const newSnapshotKey = (): string => randomBytes(32).toString('hex');

const sealingKey = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), '', 'balagraph snapshot key', 32));

/** Sealed for one snapshot: under another's id it does not open. */
export function sealKey(key: string, secret: string, snapshot: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, sealingKey(secret), nonce).setAAD(Buffer.from(snapshot));
  const sealed = Buffer.concat([cipher.update(key, 'hex'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws where it was sealed under another secret, for another snapshot, or changed since. */
export function openKey(sealed: Buffer, secret: string, snapshot: string): string {
  const decipher = createDecipheriv(CIPHER, sealingKey(secret), sealed.subarray(0, NONCE)).setAAD(Buffer.from(snapshot));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('hex');
}

/** Tells two keys apart, and nothing else. */
export const keyFingerprint = (key: string): string => createHmac('sha256', Buffer.from(key, 'hex')).update('fingerprint of a snapshot').digest('hex').slice(0, 16);
