import type { SchoolCalendar } from '../bulk/school-calendar.js';
import type { SchoolType } from '../school/school.enums.js';

/** What becomes of a named pupil otherwise than of the others. */
export type Exception = 'REPEATS' | 'COLLEGE';

/** How a pupil's school year ends: with another class, or with a reason to leave; null where neither can be said here. */
export type YearEnd =
  | { readonly kind: 'NEXT'; readonly reason: 'PROMOTED' | 'REPEATED'; readonly classNumber: number }
  | { readonly kind: 'COMPLETED'; readonly reason: 'GRADUATED' | 'COLLEGE' }
  | null;

const PRE_SCHOOL = 0;

/** The class after which one may leave for a college: that with which basic education ends. */
export const leavesAfter = (calendar: SchoolCalendar): number => calendar.lastClassOf('BASIC');

/**
 * Where a pupil goes on. Class 1 is given by an application, so the pre-school class ends with that; whoever is in the last class of a school
 * that has no next one needs a place in another, and stays on the roll until it is there.
 */
export function yearEndOf(classNumber: number, exception: Exception | undefined, school: SchoolType, calendar: SchoolCalendar): YearEnd {
  if (classNumber === PRE_SCHOOL) return null;
  if (exception === 'REPEATS') return { kind: 'NEXT', reason: 'REPEATED', classNumber };
  if (exception === 'COLLEGE') return { kind: 'COMPLETED', reason: 'COLLEGE' };
  if (classNumber >= calendar.lastClass) return { kind: 'COMPLETED', reason: 'GRADUATED' };
  return classNumber < calendar.lastClassOf(school) ? { kind: 'NEXT', reason: 'PROMOTED', classNumber: classNumber + 1 } : null;
}
