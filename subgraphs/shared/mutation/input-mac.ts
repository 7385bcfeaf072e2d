import { createHmac } from 'node:crypto';
import { identifierProblem } from '../scalars/identifier.js';

/** Whose key it is: two applications, or two people, never share one, and a key is good for one mutation. */
export interface KeyScope {
  readonly coordinate: string;
  /** OAuth client that made the key. */
  readonly client: string;
  /** Account it acted for. */
  readonly subject: string;
}

/**
 * One text for inputs that mean the same: members in the order of their names, null and left out alike, exact decimals as
 * text. The key is no part of what it stands for.
 */
export function normalised(input: object): string {
  const { idempotencyKey: _key, ...rest } = input as Record<string, unknown>;
  return JSON.stringify(ordered(rest));
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return ordered(value.toJSON());
  if (Array.isArray(value)) return value.map(ordered);
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, ordered(member)]));
}

/** A BIN has the same check digit; where an IIN has the tens of a day, it has the kind of the organisation, which is 4 or more. */
const isIin = (text: string): boolean => identifierProblem('IIN', text) === null && text.charAt(4) < '4';

/** The IINs that an input names, wherever they stand. */
export function namedIins(input: unknown): string[] {
  if (typeof input === 'string') return isIin(input) ? [input] : [];
  if (typeof input !== 'object' || input === null) return [];
  return [...new Set(Object.values(input).flatMap(namedIins))];
}

/**
 * What stands in the table for a key, and for the input it was used with. The space of IINs is walked in minutes, so
 * neither may be a plain hash; the client's key is random, is the secret of both, and is not kept.
 */
export function macsOf(key: string, scope: KeyScope, input: object): { readonly key: string; readonly input: string } {
  const mac = (part: string, text: string): string => createHmac('sha256', key.toLowerCase()).update(`${part}\n${text}`).digest('base64url');
  return { key: mac('key', JSON.stringify([scope.coordinate, scope.client, scope.subject])), input: mac('input', normalised(input)) };
}
