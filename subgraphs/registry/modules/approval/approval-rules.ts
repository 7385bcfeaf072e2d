import type { Scope } from '../../../shared/access/scopes.js';
import type { Role } from '../../../shared/access/viewer.js';

/** Why somebody gets at a record that is not theirs to see otherwise. */
export type ApprovalKind = 'BREAK_GLASS' | 'OWN_RELATIVE';

/**
 * Who may open a child's record in an emergency, and to which field classes. Nobody needs an address or an account to help within
 * the hour, so `contacts` and `savings` are in no list; an adoption and the place of a shielded child are in no class.
 * Configuration: no act in our sources says more than that officials act on danger (Code on Marriage and Family, 5-1(2)8, 67-1).
 */
export const BREAK_GLASS_CLASSES: Readonly<Partial<Record<Role, readonly Scope[]>>> = {
  caseworker: ['identity', 'family', 'benefits', 'care', 'education'],
  ombudsman: ['identity', 'family', 'care', 'education'],
};

/** Who looks at an emergency afterwards: officials who protect children. */
export const REVIEWERS: readonly Role[] = ['caseworker', 'ombudsman', 'ministry:foster-families'];

const HOUR_MS = 3_600_000;

/** How long things last; in milliseconds. Configuration. */
export const LASTING = {
  breakGlass: HOUR_MS,
  /** Of access to a relative's record, from the decision. */
  ownRelative: 8 * HOUR_MS,
  /** After it a request that nobody has decided lapses. */
  undecided: 72 * HOUR_MS,
} as const;
