import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { LeaveReason } from '../enrolment/leave-reason.type.js';
import type { Held } from '../admission/application-state.repository.js';
import type { ApplicationRow } from '../admission/application.repository.js';

/** A child's open place in a class. */
export interface OpenEnrolment {
  readonly id: string;
  readonly iin: string;
  readonly schoolId: string;
  readonly classNumber: number;
  readonly validFrom: CivilDate;
}

const OPEN = `select id::text, iin, school_id::text as "schoolId", class_number as "classNumber", valid_from::text as "validFrom" from enrolment where valid_to is null`;

/** Where a child is on the roll, held; null where nowhere. To be asked for nationwide. */
export async function lockEnrolmentOf(em: EntityManager, iin: string): Promise<OpenEnrolment | null> {
  const [found] = await em.execute<OpenEnrolment[]>(`${OPEN} and iin = ? for update`, [iin]);
  return found ?? null;
}

/** An open enrolment in the viewer's view by the id that clients see, held. */
export async function lockEnrolment(em: EntityManager, publicId: string): Promise<OpenEnrolment | null> {
  const [found] = isPublicId(publicId) ? await em.execute<OpenEnrolment[]>(`${OPEN} and public_id = ? for update`, [publicId]) : [];
  return found ?? null;
}

/** Ends an enrolment that is held. One that was to begin later has no day. */
export const closeEnrolment = (em: EntityManager, id: string, on: CivilDate, reason: LeaveReason): Promise<unknown> =>
  em.execute('update enrolment set valid_to = greatest(valid_from, ?::date), leave_reason = ? where id = ?', [on, reason, id]);

/** Ends on a day whatever of a child's was to end later. */
export const endBy = (em: EntityManager, iin: string, on: CivilDate): Promise<unknown> =>
  em.execute('update enrolment set valid_to = greatest(valid_from, ?::date) where iin = ? and valid_to > ?', [on, iin, on]);

const STILL_THERE = `
  select e.valid_to::text as until from school_application a join enrolment e on e.id = a.enrolment_id
   where a.intake_id = ? and not a.set_aside and a.iin <> ? and (e.valid_to is null or e.valid_to > greatest(e.valid_from, ?::date)) order by e.valid_to nulls last`;

/**
 * From when a class has the place of an accepted application, where it has none on a day: what is to be left is offered at once, and taken
 * until then. Null where it has one on that day. To be asked for nationwide.
 */
export async function freeFrom(em: EntityManager, { application, intake }: Held, on: CivilDate): Promise<CivilDate | null> {
  const there = application.setAside ? [] : await em.execute<{ until: CivilDate | null }[]>(STILL_THERE, [intake.id, application.iin, on]);
  return there.length < intake.places ? null : (there[there.length - intake.places]?.until ?? null);
}

/** Where in a school a child is put. */
export interface Seat {
  readonly letter: string;
  readonly shift: number;
  readonly startsOn: CivilDate;
}

/** Puts a child on the roll; the key of the enrolment. */
export async function openEnrolment(em: EntityManager, { iin, schoolId, regionKato, classNumber, language }: ApplicationRow, { letter, shift, startsOn }: Seat, source: string): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`,
    [iin, schoolId, regionKato, classNumber, letter, language, shift, startsOn, source]);
  if (row === undefined) throw new Error('The register took an enrolment and gave it no key.');
  return row.id;
}
