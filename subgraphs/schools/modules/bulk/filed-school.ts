import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { LeaveReason } from '../enrolment/leave-reason.type.js';
import type { InstructionLanguage, SchoolType } from '../school/school.enums.js';
import type { FiledPlace } from './enrolment-file.js';
import { unless, type Reject } from './reject.js';
import type { SchoolCalendar } from './school-calendar.js';

/** A school as places are judged by it. */
export interface FiledSchool {
  readonly id: string;
  readonly nobdId: string | null;
  readonly bin: string;
  readonly regionKato: string;
  readonly type: SchoolType;
  readonly shifts: number;
  readonly languages: readonly InstructionLanguage[];
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
}

export const FILED_SCHOOL = `select id::text, nobd_id as "nobdId", bin, region_kato as "regionKato", type, shifts, to_jsonb(languages) as languages, opened_on::text as "openedOn", closed_on::text as "closedOn" from school`;

/** The schools that some places name. */
export const schoolsNamed = (em: EntityManager, places: readonly FiledPlace[]): Promise<FiledSchool[]> =>
  em.execute<FiledSchool[]>(`${FILED_SCHOOL} where nobd_id in (select jsonb_array_elements_text(?::jsonb)) or bin in (select jsonb_array_elements_text(?::jsonb))`,
    (['schoolNobdId', 'schoolBin'] as const).map((name) => JSON.stringify([...new Set(places.flatMap((place) => place[name] ?? []))])));

/** Schools by both of their numbers. */
export class SchoolBook {
  readonly #byNobdId: ReadonlyMap<string | null, FiledSchool>;
  readonly #byBin: ReadonlyMap<string | null, FiledSchool>;

  constructor(schools: readonly FiledSchool[]) {
    this.#byNobdId = new Map(schools.flatMap((school) => (school.nobdId === null ? [] : [[school.nobdId, school] as const])));
    this.#byBin = new Map(schools.map((school) => [school.bin, school]));
  }

  /** Where both are given they must be those of one school. */
  of({ schoolNobdId, schoolBin }: FiledPlace): FiledSchool | undefined {
    const named = [...(schoolNobdId === null ? [] : [this.#byNobdId.get(schoolNobdId)]), ...(schoolBin === null ? [] : [this.#byBin.get(schoolBin)])];
    return named.every((school) => school === named[0]) ? named[0] : undefined;
  }
}

/** The class in which a pupil must have been for a reason to leave. */
const reachedFor = (reason: LeaveReason | null, calendar: SchoolCalendar): number => (reason === 'GRADUATED' ? calendar.lastClass : reason === 'COLLEGE' ? calendar.lastClassOf('BASIC') : 0);

/** Whether a place can be one of a school. Of places that are over the school may have had other shifts and languages. */
export function schoolProblems(place: FiledPlace, school: FiledSchool, calendar: SchoolCalendar, actsIn: (region: string) => boolean): Reject[] {
  const { validFrom, validTo, classNumber, shift, language, leaveReason } = place;
  const { openedOn, closedOn, shifts, languages, type } = school;
  const last = calendar.lastClassOf(type);
  return [
    ...unless(actsIn(school.regionKato), 'OUTSIDE_YOUR_REGIONS', 'schoolNobdId', 'must be a school of a region in which you act.'),
    ...unless(validFrom >= openedOn, 'NOT_AT_WORK', 'validFrom', 'must not lie before the school was opened.'),
    ...unless(closedOn === null || (validTo !== null && validTo <= closedOn), 'NOT_AT_WORK', 'validTo', 'must be there, and not lie after the school was closed.'),
    ...unless(classNumber <= last, 'NOT_TAUGHT', 'classNumber', `must be at most ${last}: the school is ${type}.`),
    ...unless(classNumber >= reachedFor(leaveReason, calendar), 'NOT_ALLOWED', 'leaveReason', `may be GRADUATED in class ${calendar.lastClass}, and COLLEGE from class ${calendar.lastClassOf('BASIC')} on.`),
    ...unless(validTo !== null || shift <= shifts, 'NOT_TAUGHT', 'shift', `must be from 1 to ${shifts}: the shifts that the school works in.`),
    ...unless(validTo !== null || languages.includes(language), 'NOT_TAUGHT', 'language', `must be one that the school teaches in: ${languages.join(', ')}.`),
  ];
}
