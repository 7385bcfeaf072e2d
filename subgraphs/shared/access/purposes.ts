import { clientError } from '../errors.js';
import type { Scope } from './scopes.js';
import type { Role, Viewer } from './viewer.js';

/** The registered purposes of processing; a request names one in `X-Purpose`. */
export const PURPOSES = [
  'OWN_FAMILY',
  'CHILD_PROFILE',
  'CIVIL_REGISTRATION',
  'BENEFIT_ASSESSMENT',
  'SAVINGS_ADMINISTRATION',
  'CARE_SUPERVISION',
  'EDUCATION_PLANNING',
  'AUDIT_ANALYSIS',
  'OPERATIONS',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const isPurpose = (value: unknown): value is Purpose => PURPOSES.includes(value as Purpose);

/**
 * Purpose × role → field classes. What is not listed is refused. One table, used by the gateway before
 * planning and by every subgraph again; the SDL's `@requiresScopes` says which class a field belongs to.
 */
const TABLE: Readonly<Record<Purpose, Readonly<Partial<Record<Role, readonly Scope[]>>>>> = {
  OWN_FAMILY: {
    citizen: ['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education'],
  },
  CHILD_PROFILE: {
    caseworker: ['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education'],
    ombudsman: ['identity', 'family', 'care', 'education'],
  },
  CIVIL_REGISTRATION: {
    'ministry:registry': ['identity', 'family', 'contacts'],
  },
  BENEFIT_ASSESSMENT: {
    caseworker: ['identity', 'family', 'benefits'],
    'ministry:benefits': ['identity', 'family', 'benefits'],
  },
  SAVINGS_ADMINISTRATION: {
    'ministry:savings': ['identity', 'savings'],
  },
  CARE_SUPERVISION: {
    caseworker: ['identity', 'family', 'contacts', 'care'],
    ombudsman: ['identity', 'family', 'care'],
    'ministry:foster-families': ['identity', 'family', 'contacts', 'care'],
  },
  EDUCATION_PLANNING: {
    caseworker: ['identity', 'education'],
    'ministry:schools': ['identity', 'education'],
  },
  AUDIT_ANALYSIS: {
    auditor: ['audit'],
  },
  OPERATIONS: {
    operator: ['operations'],
  },
};

/** The purposes a role may name, for error messages and documentation. */
export function purposesOf(role: Role): Purpose[] {
  return PURPOSES.filter((purpose) => TABLE[purpose][role] !== undefined);
}

/** Field classes open to a viewer for a purpose; null when the role may not name that purpose at all. */
export function effectiveScopes(viewer: Viewer, purpose: Purpose): ReadonlySet<Scope> | null {
  const granted = TABLE[purpose][viewer.role];
  if (granted === undefined) return null;
  return new Set(granted.filter((scope) => viewer.scopes.includes(scope)));
}

/** Which field classes a purpose opens; refuses by role and purpose only, naming what the role may say. */
export function openPurpose(viewer: Viewer | null, header: string | undefined): { purpose: Purpose | null; scopes: ReadonlySet<Scope> } {
  if (viewer === null || header === undefined) return { purpose: null, scopes: new Set() };
  const scopes = isPurpose(header) ? effectiveScopes(viewer, header) : null;
  if (!isPurpose(header) || scopes === null) {
    throw clientError('PURPOSE_NOT_ALLOWED', `X-Purpose: the role ${viewer.role} may name ${purposesOf(viewer.role).join(', ') || 'none'}.`);
  }
  return { purpose: header, scopes };
}
