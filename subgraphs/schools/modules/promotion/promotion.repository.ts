import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { FILED_SCHOOL, type FiledSchool } from '../bulk/filed-school.js';
import type { InstructionLanguage } from '../school/school.enums.js';

/** Schools at work in some regions, `*` for all, that have not moved on to a school year or a later one, by internal key. */
export async function schoolsToMove(em: EntityManager, regions: readonly string[], year: CivilDate): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id::text from school s where closed_on is null and (? or region_kato = any (?::text[])) and not exists (select 1 from class_promotion p where p.school_id = s.id and p.school_year >= ?) order by s.id`,
    [regions.includes('*'), textArray(regions.filter((region) => region !== '*')), year]);
  return rows.map(({ id }) => id);
}

/** A school that moves on, held against whoever would move it, too; null once it has. */
export async function holdSchool(em: EntityManager, id: string, year: CivilDate): Promise<FiledSchool | null> {
  // Not `for update`: whoever puts a pupil on its roll refers to it, and may hold the place that is wanted next.
  const [school] = await em.execute<FiledSchool[]>(`${FILED_SCHOOL} where id = ? for no key update`, [id]);
  const moved = await em.execute<unknown[]>('select 1 from class_promotion where school_id = ? and school_year >= ?', [id, year]);
  return school === undefined || moved.length > 0 ? null : school;
}

/** A place that lasts beyond its school year. */
export interface EndingPlace {
  readonly id: string;
  readonly iin: string;
  readonly classNumber: number;
  readonly letter: string;
  readonly language: InstructionLanguage;
  readonly shift: number;
  readonly validFrom: CivilDate;
  /** Whether the child's whereabouts are withheld. */
  readonly shielded: boolean;
}

const SHIELDED = 'exists (select 1 from restricted_child r where r.iin = e.iin and (r.valid_to is null or r.valid_to > ?))';

/** Places of a school from before a day that were not ended; held. */
export const endingPlaces = (em: EntityManager, schoolId: string, before: CivilDate, today: CivilDate): Promise<EndingPlace[]> =>
  em.execute<EndingPlace[]>(
    `select id::text, iin, class_number as "classNumber", letter, language, shift, valid_from::text as "validFrom", ${SHIELDED} as shielded from enrolment e
      where school_id = ? and valid_to is null and valid_from < ? order by id for update`, [today, schoolId, before]);

/** How a place ends, and the class that follows on the same day; null where none does. */
export interface Move {
  readonly place: EndingPlace;
  readonly endsOn: CivilDate;
  readonly reason: string;
  readonly next: { readonly classNumber: number; readonly shift: number } | null;
}

const MOVES = `jsonb_to_recordset(?::jsonb) as m (id bigint, iin text, ends_on date, reason text, class_number int, letter text, language text, shift int)`;

/** Two statements for a school, so that what is kept of the rolls is changed twice. */
export async function writeMoves(em: EntityManager, { id, regionKato }: FiledSchool, moves: readonly Move[], source: string): Promise<void> {
  if (moves.length === 0) return;
  const rows = JSON.stringify(moves.map(({ place, endsOn, reason, next }) => ({
    id: place.id, iin: place.iin, ends_on: endsOn, reason, class_number: next?.classNumber ?? null, letter: place.letter, language: place.language, shift: next?.shift ?? null,
  })));
  await em.execute(`update enrolment e set valid_to = greatest(e.valid_from, m.ends_on), leave_reason = m.reason from ${MOVES} where e.id = m.id`, [rows]);
  await em.execute(
    `insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source)
     select iin, ?, ?, class_number, letter, language, shift, ends_on, ? from ${MOVES} where class_number is not null order by m.id`, [id, regionKato, source, rows]);
}

/** How many pupils went which way. */
export interface MoveCount {
  readonly promoted: number;
  readonly repeated: number;
  readonly completed: number;
  readonly leftOut: number;
}

/** The mark that a school has moved on. */
export const markMoved = (em: EntityManager, schoolId: string, { year, completedOn, source }: { readonly year: CivilDate; readonly completedOn: CivilDate; readonly source: string }, { promoted, repeated, completed, leftOut }: MoveCount, { subject, organisation }: Viewer): Promise<unknown> =>
  em.execute(
    'insert into class_promotion (school_id, school_year, promoted, repeated, completed, left_out, completed_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [schoolId, year, promoted, repeated, completed, leftOut, completedOn, source, subject, organisation]);

/** A named child whose class ends with a school year, or ended so; children whose whereabouts are withheld are nowhere. */
export interface NamedPupil {
  readonly iin: string;
  readonly classNumber: number;
  readonly leaveReason: string | null;
}

export const namedPupils = (em: EntityManager, iins: readonly string[], regions: readonly string[], from: CivilDate, year: CivilDate, today: CivilDate): Promise<NamedPupil[]> =>
  em.execute<NamedPupil[]>(
    `select distinct on (e.iin) e.iin, e.class_number as "classNumber", e.leave_reason as "leaveReason" from enrolment e join school s on s.id = e.school_id
      where e.iin = any (?::text[]) and (? or e.region_kato = any (?::text[])) and e.valid_from >= ? and e.valid_from < ? and s.closed_on is null and not ${SHIELDED}
        and (e.valid_to is null or exists (select 1 from class_promotion p where p.school_id = e.school_id and p.school_year = ?))
      order by e.iin, e.valid_from desc, e.id desc`,
    [textArray(iins), regions.includes('*'), textArray(regions.filter((region) => region !== '*')), from, year, today, year]);
