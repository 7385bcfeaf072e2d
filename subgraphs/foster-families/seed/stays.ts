import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticCare } from '../../shared/synthetic/household.js';
import { familyKey } from './families.js';

/** Whether a placement goes on with life in the family of the one before. */
const follows = (next: SyntheticCare, before: SyntheticCare): boolean =>
  next.child === before.child && next.from === before.to && next.form !== 'GUEST' && before.form !== 'GUEST' && familyKey(next) !== null && familyKey(next) === familyKey(before);

/** The first day from which a child lives with the family of a placement, under whatever contract. */
export function stayedSince(care: SyntheticCare, cares: readonly SyntheticCare[]): CivilDate {
  const before = cares.find((one) => follows(care, one));
  return before === undefined ? care.from : stayedSince(before, cares);
}

/** Whether a placement lasts, or the child lives on with the family by another one. */
export const livesOn = (care: SyntheticCare, cares: readonly SyntheticCare[]): boolean => care.to === null || cares.some((one) => follows(one, care));
