import type { FiledPlace } from './enrolment-file.js';
import type { FiledChild, Place } from './enrolment-import.repository.js';
import { unless, type Reject } from './reject.js';

/** What a row says of a child: a place that is not on record, the end of one that is, nothing new, or what cannot be. */
export type Judgement =
  | { readonly kind: 'NEW'; readonly place: Place }
  | { readonly kind: 'END'; readonly was: Place; readonly place: Place }
  | { readonly kind: 'KNOWN' }
  | { readonly kind: 'REJECT'; readonly why: readonly Reject[] };

const rejected = (why: readonly Reject[]): Judgement => ({ kind: 'REJECT', why });

/**
 * The one answer about a child whose whereabouts are withheld, whatever the row says and the register has: any other would tell whoever
 * tries one school after the other where it is. So an ordinary pupil of another school must hear it, too.
 */
const ELSEWHERE = unless(false, 'IN_TWO_SCHOOLS', 'iin', 'the child is a pupil of another school in some of those days, or none whose place a file may say: its end there comes first.');

const meets = (a: Pick<Place, 'validFrom' | 'validTo'>, b: Pick<Place, 'validFrom' | 'validTo'>): boolean => (b.validTo === null || a.validFrom < b.validTo) && (a.validTo === null || b.validFrom < a.validTo);

/** The same place as one on record: what a file says of it besides must be the same, but for an end that had not come yet. */
function judgeKnown(was: Place, filed: Place): Judgement {
  const other = (['letter', 'language', 'shift'] as const).flatMap((field) => unless(was[field] === filed[field], 'DIFFERENT', field, 'is not what is on record of this place: end it, and begin another one.'));
  if (other.length > 0) return rejected(other);
  if (filed.validTo === null) return { kind: 'KNOWN' };
  if (was.validTo === null) return { kind: 'END', was, place: { ...was, validTo: filed.validTo, leaveReason: filed.leaveReason } };
  const ended = (['validTo', 'leaveReason'] as const).flatMap((field) => unless(was[field] === filed[field], 'DIFFERENT', field, 'is not what is on record of this place.'));
  return ended.length > 0 ? rejected(ended) : { kind: 'KNOWN' };
}

/** What the register knows of a child that a place cannot be true with. */
function lifeProblems({ birthDate, diedOn, asks }: FiledChild, { validFrom, validTo, schoolId }: Place): Reject[] {
  return [
    ...unless(birthDate === null || validFrom > birthDate, 'BEFORE_BIRTH', 'validFrom', 'must lie after the child\'s birth.'),
    ...unless(diedOn === null || (validTo !== null && validTo <= diedOn), 'AFTER_DEATH', 'validTo', 'must be there, and not lie after the child\'s death.'),
    ...unless(validTo !== null || !asks.some((one) => one.kind === 'ADMISSION' || one.schoolId === schoolId), 'ASKS_FOR_A_PLACE', 'iin', 'the child has an application that is not decided or carried out: its place is given by that (enrolPupil, transferPupil).'),
  ];
}

/** Judges a row by what is on record of the child, and what rows before have added. */
export function judgePlace(child: FiledChild, places: readonly Place[], filed: Place): Judgement {
  if (child.shielded) return rejected(ELSEWHERE);
  const was = places.find((one) => one.schoolId === filed.schoolId && one.validFrom === filed.validFrom && one.classNumber === filed.classNumber);
  if (was !== undefined) return judgeKnown(was, filed);
  const meeting = places.filter((one) => meets(one, filed));
  if (meeting.some((one) => one.schoolId !== filed.schoolId)) return rejected(ELSEWHERE);
  if (meeting.length > 0) return rejected(unless(false, 'OVERLAPS', 'validFrom', 'the child has another class of this school in some of those days: its end comes first, by a row of its own or by schools:promote.'));
  const why = lifeProblems(child, filed);
  return why.length > 0 ? rejected(why) : { kind: 'NEW', place: filed };
}

/** A row as the place that it would be. */
export const toPlace = ({ iin, classNumber, letter, language, shift, validFrom, validTo, leaveReason, source }: FiledPlace, school: { readonly id: string; readonly regionKato: string }, otherwise: string): Place =>
  ({ id: null, iin, schoolId: school.id, regionKato: school.regionKato, classNumber, letter, language, shift, validFrom, validTo, leaveReason, source: source ?? otherwise });
