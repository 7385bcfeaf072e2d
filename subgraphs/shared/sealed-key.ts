import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a key is sealed with: a secret in hexadecimal, and the one use of the secret that this is. */
export interface SealingSecret {
  readonly secret: string;
  readonly use: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const sealingKey = ({ secret, use }: SealingSecret): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), '', use, 32));

/** A key of 256 random bits, in hexadecimal. */
export const newKey = (): string => randomBytes(32).toString('hex');

/** Seals a key (hexadecimal) for whatever it is of: as that of anything else it does not open. */
export function sealKey(key: string, sealing: SealingSecret, of: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, sealingKey(sealing), nonce).setAAD(Buffer.from(of));
  const sealed = Buffer.concat([cipher.update(key, 'hex'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The key again; throws where it was sealed with something else, as that of something else, or changed since. */
export function openKey(sealed: Buffer, sealing: SealingSecret, of: string): string {
  const decipher = createDecipheriv(CIPHER, sealingKey(sealing), sealed.subarray(0, NONCE)).setAAD(Buffer.from(of));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('hex');
}
