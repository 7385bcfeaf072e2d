import type { Scope } from './scopes.js';
import { withheld } from '../errors.js';

/**
 * What registry decided about a viewer and a child (or person) on a day. It reaches the other subgraphs as the
 * `@inaccessible` field `grant`, which only the planner can ask for; it needs no signature of its own, because it
 * travels inside the body that the gateway's MAC covers, and CI refuses any other owner of the field.
 */
export interface AccessGrant {
  readonly relation: Relation;
  /** Field classes this relation opens for this child. */
  readonly classes: readonly Scope[];
  /** True while a shielded placement is in force: school, district, payee and carer are withheld. */
  readonly restricted: boolean;
}

/**
 * What a viewer is to a person, as registry knows it on the day asked. `AUDITOR`: has a case. `BREAK_GLASS`: an official whom an
 * emergency was opened to. `OWN_RELATIVE`: an official whose own record or relative's it is; it opens nothing.
 */
export const RELATIONS = ['SELF', 'PARENT', 'REPRESENTATIVE', 'CASEWORKER', 'OMBUDSMAN', 'MINISTRY', 'AUDITOR', 'BREAK_GLASS', 'OWN_RELATIVE'] as const;
export type Relation = (typeof RELATIONS)[number];

/** The selection every guarded section asks of registry; use it in `@requires`. */
export const GRANT_SELECTION = 'grant { relation classes restricted }';

/** A record reached by a person's key. Only `requireGrant` and the register path make one. */
export interface Authorised {
  readonly iin: string;
  readonly restricted: boolean;
}

/**
 * Opens a person's record for one field class, or refuses with `WITHHELD`, the only code a client sees for
 * any refusal that depends on the person.
 */
export function requireGrant(iin: string, grant: AccessGrant | null | undefined, scope: Scope): Authorised {
  if (grant == null) throw withheld('NO_RELATION');
  if (grant.relation === 'OWN_RELATIVE') throw withheld('OWN_RELATIVE');
  if (!grant.classes.includes(scope)) throw withheld('CLASS_NOT_OPEN');
  return { iin, restricted: grant.restricted };
}
