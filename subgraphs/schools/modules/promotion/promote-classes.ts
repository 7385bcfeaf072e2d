import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Written } from '../../../shared/database/database.js';
import type { FiledSchool } from '../bulk/filed-school.js';
import { yearsAfter, type SchoolCalendar } from '../bulk/school-calendar.js';
import { yearEndOf, type Exception } from './next-class.js';
import { endingPlaces, holdSchool, markMoved, schoolsToMove, writeMoves, type EndingPlace, type Move, type MoveCount } from './promotion.repository.js';

/** Which schools move on to which school year. */
export interface PromotionWish {
  /** First day of the school year. */
  readonly year: CivilDate;
  /** Regions of the schools; `*` for the country. */
  readonly regions: readonly string[];
  /** The last day of those who have completed school; the first of the new school year where it is not known. */
  readonly completedOn: CivilDate;
  readonly source: string;
  readonly dryRun: boolean;
}

export interface Promoted extends MoveCount {
  readonly schools: number;
}

const NOTHING: MoveCount = { promoted: 0, repeated: 0, completed: 0, leftOut: 0 };

const plus = (a: MoveCount, b: MoveCount): MoveCount => ({ promoted: a.promoted + b.promoted, repeated: a.repeated + b.repeated, completed: a.completed + b.completed, leftOut: a.leftOut + b.leftOut });

const REACHES: Readonly<Record<string, keyof MoveCount>> = { PROMOTED: 'promoted', REPEATED: 'repeated', GRADUATED: 'completed', COLLEGE: 'completed' };

/** What becomes of a pupil; null where nothing is done, as for a place of an earlier school year that nobody has ended: who has it is in a class that the register does not know. What a file names is not heard of a child whose whereabouts are withheld: whoever named it would find out. */
function moveOf(place: EndingPlace, school: FiledSchool, wish: PromotionWish, exceptions: ReadonlyMap<string, Exception>, calendar: SchoolCalendar): Move | null {
  if (place.validFrom < yearsAfter(wish.year, -1)) return null;
  const end = yearEndOf(place.classNumber, place.shielded ? undefined : exceptions.get(place.iin), school.type, calendar);
  if (end === null) return null;
  const next = end.kind === 'NEXT' ? { classNumber: end.classNumber, shift: Math.min(place.shift, school.shifts) } : null;
  return { place, reason: end.reason, next, endsOn: end.kind === 'NEXT' ? wish.year : wish.completedOn };
}

/** Counted without those whose whereabouts are withheld. */
function countOf(places: readonly EndingPlace[], moves: readonly Move[]): MoveCount {
  const seen = moves.filter(({ place }) => !place.shielded);
  const moved = seen.reduce<MoveCount>((count, { reason }) => plus(count, { ...NOTHING, [REACHES[reason] ?? 'leftOut']: 1 }), NOTHING);
  return { ...moved, leftOut: places.filter(({ shielded }) => !shielded).length - seen.length };
}

/** Moves one school on, in one transaction; null where somebody has done it. */
async function moveSchool(em: EntityManager, clerk: Clerk, id: string, wish: PromotionWish, exceptions: ReadonlyMap<string, Exception>, calendar: SchoolCalendar): Promise<Written<MoveCount | null>> {
  const school = await holdSchool(em, id, wish.year);
  if (school === null) return { result: null, entry: null };
  const places = await endingPlaces(em, id, wish.year, clerk.today);
  const moves = places.map((place) => moveOf(place, school, wish, exceptions, calendar)).filter((move) => move !== null);
  const count = countOf(places, moves);
  await writeMoves(em, school, moves, wish.source);
  await markMoved(em, id, wish, count, clerk.viewer);
  return { result: count, entry: moves.length === 0 ? null : { coordinate: 'Enrolment', subjects: moves.map(({ place }) => place.iin) } };
}

/** Moves the classes of schools on, school by school; those that have moved on are passed over, so it may be interrupted and started again. */
export async function promoteClasses(clerk: Clerk, wish: PromotionWish, exceptions: ReadonlyMap<string, Exception>, calendar: SchoolCalendar, progress: (done: number, of: number) => void = () => undefined): Promise<Promoted> {
  const schools = await clerk.read((em) => schoolsToMove(em, wish.regions, wish.year));
  let [total, moved] = [NOTHING, 0];
  for (const [i, id] of schools.entries()) {
    const work = (em: EntityManager): Promise<Written<MoveCount | null>> => moveSchool(em, clerk, id, wish, exceptions, calendar);
    const count = await (wish.dryRun ? clerk.rehearse(work) : clerk.write('promotion', work));
    if (count !== null) [total, moved] = [plus(total, count), moved + 1];
    progress(i + 1, schools.length);
  }
  return { ...total, schools: moved };
}
