import type { CivilDate } from '../../../shared/clock.js';
import type { ExternalCare, ExternalFacts, ExternalParent } from '../child/child-facts.type.js';
import { holds, isAlive } from './days.js';

/**
 * Forms in which the state keeps a child: in an institution, or by contract with a family, whose carers are none of those who may
 * apply (81(2), 84(2), 183(2)). Guardians and trustees raise a ward in their own family.
 */
export const KEPT_BY_STATE: ReadonlySet<string> = new Set(['INSTITUTION', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER']);

/** Who would apply for a child. */
export interface Claimant {
  readonly iin: string;
  /** Null of a guardian or trustee. */
  readonly parent: ExternalParent | null;
  /** Since when: birth, adoption, guardianship. */
  readonly since: CivilDate;
}

export const careOn = <C extends ExternalCare>(care: readonly C[], day: CivilDate): C | null => care.find((one) => holds(one, day)) ?? null;

/** The form in which the state keeps the child that day; null where it does not. */
export function keptByState({ representatives }: ExternalFacts, day: CivilDate): string | null {
  const form = careOn(representatives, day)?.form;
  return form !== undefined && KEPT_BY_STATE.has(form) ? form : null;
}

const raises = (parent: ExternalParent, day: CivilDate): boolean =>
  holds(parent.parentage, day) && isAlive(parent, day) && !parent.rightsRemoved.some((period) => holds(period, day));

/** A trustee follows a guardian without an act (Code on Marriage and Family, 130(2)): since the first of the two. */
function guardianSince({ representatives }: ExternalFacts, iin: string, since: CivilDate): CivilDate {
  const before = representatives.find((one) => one.iin === iin && one.to === since);
  return before === undefined ? since : guardianSince({ representatives } as ExternalFacts, iin, before.from);
}

/** A guardian before the parents, the mother before the father; nobody where the state keeps the child. */
export function claimantOn(facts: ExternalFacts, day: CivilDate): Claimant | null {
  const care = careOn(facts.representatives, day);
  if (care !== null) {
    const { iin, form, from } = care;
    return iin === null || KEPT_BY_STATE.has(form) ? null : { iin, parent: null, since: guardianSince(facts, iin, from) };
  }
  const able = facts.parents.filter((parent) => raises(parent, day));
  const parent = able.find(({ role }) => role === 'MOTHER') ?? able[0];
  return parent === undefined ? null : claimantBy(facts, parent);
}

const claimantBy = ({ birthDate }: ExternalFacts, parent: ExternalParent): Claimant =>
  ({ iin: parent.iin, parent, since: parent.basis === 'ADOPTION' ? parent.parentage.from : birthDate });

/** Somebody who is paid already, as claimant: a parent, or whoever represents the child. */
export function claimantCalled(facts: ExternalFacts, iin: string, day: CivilDate): Claimant | null {
  const parent = facts.parents.find((one) => one.iin === iin);
  if (parent !== undefined) return claimantBy(facts, parent);
  const guardian = facts.representatives.find((one) => one.iin === iin && holds(one, day));
  return guardian === undefined ? null : { iin, parent: null, since: guardianSince(facts, iin, guardian.from) };
}

/** Whether every parent that there is has lost the rights, so that nobody of them may apply. */
export const allRightsRemoved = ({ parents }: ExternalFacts, day: CivilDate): boolean => {
  const current = parents.filter((parent) => holds(parent.parentage, day) && isAlive(parent, day));
  return current.length > 0 && current.every(({ rightsRemoved }) => rightsRemoved.some((period) => holds(period, day)));
};
