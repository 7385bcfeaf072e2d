import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A message authentication code (HMAC-SHA256) over some parts, each on its own line, in base64url. The first part names what
 * is signed (or is no such name: an envelope's is Base64), so that a code made for one kind of message is good for no other; no
 * part but the last may contain a line break.
 */
export const macOf = (key: string, ...parts: readonly string[]): string => createHmac('sha256', key).update(parts.join('\n')).digest('base64url');

/**
 * Compares two codes in constant time. As texts, not as decoded bytes: a decoder of Base64 passes over characters that are not of
 * its alphabet.
 */
export function sameMac(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
