import { createHmac } from 'node:crypto';
import { effectiveScopes, purposesOf } from '../../subgraphs/shared/access/purposes.js';
import { SCOPES, type Scope } from '../../subgraphs/shared/access/scopes.js';
import type { Role, Viewer } from '../../subgraphs/shared/access/viewer.js';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';

/** Whom a token is asked for. */
export interface Person {
  readonly role: Role;
  readonly iin: string | null;
  readonly organisation: string | null;
  readonly regions: readonly string[];
}

/** What a token says beside what every access token says; as `TokenVerifier` reads it. */
export type Claims = Readonly<Record<string, string | readonly string[]>>;

/** Every field class that some purpose opens for the role. */
export function scopesOf(role: Role): Scope[] {
  const anybody: Viewer = { role, subject: '', client: '', iin: null, organisation: null, regions: [], scopes: SCOPES, documents: 'free' };
  const open = new Set(purposesOf(role).flatMap((purpose) => [...(effectiveScopes(anybody, purpose) ?? [])]));
  return SCOPES.filter((scope) => open.has(scope));
}

/** Bases of made-up BINs: the bodies that officials of a role work for. Citizens work for none. */
const ORGANISATIONS: Readonly<Partial<Record<Role, string>>> = {
  caseworker: '99014000010',
  auditor: '99014000020',
  ombudsman: '99014000030',
  operator: '99014000040',
  'ministry:registry': '99014000050',
  'ministry:benefits': '99014000060',
  'ministry:savings': '99014000070',
  'ministry:foster-families': '99014000080',
  'ministry:schools': '99014000090',
};

/** The BIN of the body that an official works for when nothing else is said. */
export function organisationOf(role: Role): string | null {
  const base = ORGANISATIONS[role];
  return base === undefined ? null : withCheckDigit(base);
}

/**
 * The same person at the same client is the same account. Keyed, because the numbers of a country's people are few
 * enough to try them all.
 */
export const subjectOf = (key: string, client: string, { role, iin, organisation, regions }: Person): string =>
  createHmac('sha256', key).update(JSON.stringify([client, role, iin, organisation, regions])).digest('base64url').slice(0, 22);

/** The claims of our own. */
export const claimsOf = ({ role, iin, organisation, regions }: Person, documents: Viewer['documents']): Claims => ({
  role,
  ...(iin === null ? {} : { iin }),
  ...(organisation === null ? {} : { organisation }),
  regions,
  documents,
});
