import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt } from '../../../shared/dated.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementEndReason } from '../placement/placement-reason.type.js';
import { MAJORITY } from '../../reference/ages.js';
import { AFTER_CARE, afterCareDueBy } from '../../reference/life-terms.js';
import type { AfterCareClosing, AfterCareState } from './after-care-codes.type.js';

/**
 * Ends with which somebody leaves care as an adult before the 18th birthday. After a return to the parents, and after an adoption, nobody is followed
 * up from here: no act that was read asks for the first, and the second is a secret (102).
 */
export const LEAVES_AS_ADULT: readonly PlacementEndReason[] = ['MARRIAGE', 'FULL_CAPACITY'];

/** A placement as far as it says when its child left care. */
export interface LeftPlacement {
  readonly form: PlacementFormCode;
  readonly validTo?: CivilDate | null | undefined;
  readonly endReason?: PlacementEndReason | null | undefined;
}

/** The day on which somebody left care as an adult by a placement: the 18th birthday, whether or not anybody ended it then, or an end before. Null where they did not, by a day. */
export function leftCareOn({ form, validTo, endReason }: LeftPlacement, birthDate: CivilDate, day: CivilDate): CivilDate | null {
  if (form === 'GUEST') return null;
  const majority = birthdayAt(birthDate, MAJORITY);
  const early = endReason != null && LEAVES_AS_ADULT.includes(endReason) ? validTo : null;
  const left = validTo == null || validTo >= majority ? majority : early;
  return left != null && left <= day ? left : null;
}

/** Ends after which there is nobody to be followed, whether or not the civil registry has told of it. */
export const NOBODY_LEFT: readonly PlacementEndReason[] = ['DEATH', 'MISSING_OR_DECLARED_DEAD'];

/** The first day on which nobody is left, by what the civil registry tells and by how the placement ended; null while somebody is. */
export function nobodyLeftOn({ validTo, endReason }: LeftPlacement, diedOn: CivilDate | null): CivilDate | null {
  const ended = endReason != null && NOBODY_LEFT.includes(endReason) ? (validTo ?? null) : null;
  return diedOn ?? ended;
}

/** A follow-up, as far as it says when the next is due. */
export interface Contacted {
  readonly contactedOn: CivilDate;
  readonly reached: boolean;
  readonly closing: AfterCareClosing | null;
}

/** By when somebody who left care is to be followed up next, counted from the last time they were reached; null once that is closed, and where they are too old today, or by then. */
export function nextContactBy(leftOn: CivilDate, birthDate: CivilDate, contacts: readonly Contacted[], today: CivilDate): CivilDate | null {
  const until = birthdayAt(birthDate, AFTER_CARE.untilAge);
  if (until <= today || contacts.some(({ closing }) => closing !== null)) return null;
  const due = afterCareDueBy(contacts.flatMap(({ contactedOn, reached }) => (reached ? [contactedOn] : [])).toSorted().at(-1) ?? leftOn);
  return due < until ? due : null;
}

export const afterCareState = (next: CivilDate | null, today: CivilDate): AfterCareState => (next === null ? 'CLOSED' : next < today ? 'OVERDUE' : 'DUE');
