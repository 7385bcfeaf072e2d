import type { Purpose } from '../access/purposes.js';
import type { SubgraphName, Viewer } from '../access/viewer.js';
import type { CivilDate } from '../clock.js';
import type { Language } from '../language.js';
import { isEnvelope } from './envelope-shape.js';
import { macOf, sameMac } from './mac.js';

/**
 * What the gateway vouches for when it calls a subgraph: it stands in a header beside a MAC over header and body,
 * made with the key that gateway and this one subgraph share. A subgraph believes nothing else about the viewer.
 */
export interface Envelope {
  readonly subgraph: SubgraphName;
  /** Null for an anonymous request: public fields only. */
  readonly viewer: Viewer | null;
  readonly purpose: Purpose | null;
  /** Case that the client's request names; a gateway of an earlier release does not say. */
  readonly caseNumber?: string | null;
  readonly language: Language;
  /** The day that "today" means throughout the request, in Asia/Almaty. */
  readonly today: CivilDate;
  /** Unix time in milliseconds after which the call is refused. */
  readonly expiresAt: number;
  /** A UUID, used once; a repeated one is refused. */
  readonly nonce: string;
  /** Id that every log line and error of the client's request carries. */
  readonly correlationId: string;
}

export const ENVELOPE_HEADER = 'x-balagraph-envelope';
export const MAC_HEADER = 'x-balagraph-mac';

/** How long a signed call may take to arrive. */
export const ENVELOPE_LIFETIME_MS = 30_000;

/** The two headers of a call to a subgraph, around whatever stands in the envelope. */
export function sealText(key: string, text: string, body: string): Record<string, string> {
  const encoded = Buffer.from(text).toString('base64url');
  return { [ENVELOPE_HEADER]: encoded, [MAC_HEADER]: macOf(key, encoded, body) };
}

/** The two headers of a call to a subgraph. */
export const seal = (key: string, envelope: Envelope, body: string): Record<string, string> => sealText(key, JSON.stringify(envelope), body);

/**
 * Opens an envelope: `MAC` when the MAC is not right, `MALFORMED` when it is and what it covers is no envelope. Expiry,
 * subgraph and nonce are for the door to judge.
 */
export function unseal(key: string, encoded: string, mac: string, body: string): Envelope | 'MAC' | 'MALFORMED' {
  if (!sameMac(macOf(key, encoded, body), mac)) return 'MAC';
  try {
    const content: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return isEnvelope(content) ? content : 'MALFORMED';
  } catch {
    return 'MALFORMED';
  }
}
