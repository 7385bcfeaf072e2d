import { clientError } from '../errors.js';
import { PURPOSE_TABLE, type PurposeRule } from './purpose-table.js';
import type { Scope } from './scopes.js';
import type { Role, Viewer } from './viewer.js';

/** The name of a registered purpose; a request says it in `X-Purpose`. */
export type Purpose = keyof typeof PURPOSE_TABLE;

export const PURPOSES = Object.keys(PURPOSE_TABLE) as readonly Purpose[];

export const isPurpose = (value: unknown): value is Purpose => PURPOSES.includes(value as Purpose);

export const ruleOfPurpose = (purpose: Purpose): PurposeRule => PURPOSE_TABLE[purpose];

/** The purposes a role may name, for error messages and documentation. */
export function purposesOf(role: Role): Purpose[] {
  return PURPOSES.filter((purpose) => ruleOfPurpose(purpose).roles[role] !== undefined);
}

/** Field classes open to a viewer for a purpose; null when the role may not name that purpose at all. */
export function effectiveScopes(viewer: Viewer, purpose: Purpose): ReadonlySet<Scope> | null {
  const granted = ruleOfPurpose(purpose).roles[viewer.role];
  if (granted === undefined) return null;
  return new Set(granted.filter((scope) => viewer.scopes.includes(scope)));
}

/** Refuses a purpose that is for cases only where the request names none. Depends on the purpose alone. */
export function requireCaseNumber(purpose: Purpose | null, caseNumber: string | null): void {
  if (purpose !== null && caseNumber === null && ruleOfPurpose(purpose).caseNumber) {
    throw clientError('CASE_NUMBER_MISSING', `X-Case-Number must name the case for which ${purpose} is asked.`);
  }
}

/** Which field classes a purpose opens; refuses by role and purpose only, naming what the role may say. */
export function openPurpose(viewer: Viewer | null, header: string | undefined, caseNumber: string | null): { purpose: Purpose | null; scopes: ReadonlySet<Scope> } {
  if (viewer === null || header === undefined) return { purpose: null, scopes: new Set() };
  const scopes = isPurpose(header) ? effectiveScopes(viewer, header) : null;
  if (!isPurpose(header) || scopes === null) {
    throw clientError('PURPOSE_NOT_ALLOWED', `X-Purpose: the role ${viewer.role} may name ${purposesOf(viewer.role).join(', ')}.`);
  }
  requireCaseNumber(header, caseNumber);
  return { purpose: header, scopes };
}
