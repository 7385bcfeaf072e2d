import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import { onRegister } from '../access/register.service.js';
import type { InstructionLanguage } from '../school/school.enums.js';
import type { ApplicantRole, ApplicationAction, ApplicationKind, ApplicationState, RefusalReason, SchoolPaper } from './application-codes.type.js';

/** An application as its row has it. */
export interface ApplicationRow {
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly applicantIin: string;
  readonly schoolId: string;
  readonly regionKato: string;
  readonly intakeId: string;
  readonly kind: ApplicationKind;
  /** First day of the school year. */
  readonly schoolYear: CivilDate;
  readonly classNumber: number;
  readonly language: InstructionLanguage;
  readonly applicantRole: ApplicantRole;
  readonly microdistrict: string | null;
  readonly inCatchment: boolean;
  readonly specialConditions: string | null;
  readonly papers: readonly SchoolPaper[];
  readonly state: ApplicationState;
  readonly reason: RefusalReason | null;
  /** Whether its place is one of those set aside. */
  readonly setAside: boolean;
  readonly submittedOn: CivilDate;
  readonly answerDueOn: CivilDate;
  readonly answeredOn: CivilDate | null;
  readonly enrolmentId: string | null;
  readonly version: number;
}

/** Whom an application is about. */
export const ofApplication = ({ iin, applicantIin }: Pick<ApplicationRow, 'iin' | 'applicantIin'>): string[] => [...new Set([iin, applicantIin])];

export const APPLICATION = `select a.id::text, a.public_id::text as "publicId", a.iin, a.applicant_iin as "applicantIin", a.school_id::text as "schoolId", a.region_kato as "regionKato",
  a.intake_id::text as "intakeId", a.kind, a.school_year::text as "schoolYear", a.class_number as "classNumber", a.language, a.applicant_role as "applicantRole", a.microdistrict,
  a.in_catchment as "inCatchment", a.special_conditions as "specialConditions", to_jsonb(a.papers) as papers, a.state, a.reason, a.set_aside as "setAside", a.submitted_on::text as "submittedOn",
  a.answer_due_on::text as "answerDueOn", a.answered_on::text as "answeredOn", a.enrolment_id::text as "enrolmentId", a.version from school_application a`;

/** Applications about a child, newest first. */
export const applicationsOf = definePathLoader<string, ApplicationRow[]>(onRegister, async (em, iins) =>
  groupByKey(iins, await em.execute<ApplicationRow[]>(`${APPLICATION} where a.iin = any (?::text[]) order by a.id desc`, [textArray(iins)]), ({ iin }) => iin));

/** Applications by internal key. */
export const applicationById = definePathLoader<string, ApplicationRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<ApplicationRow[]>(`${APPLICATION} where a.id = any (?::bigint[])`, [textArray(ids)]), ({ id }) => id));

/** Applications by the id that clients see. */
export const applicationByPublicId = definePathLoader<string, ApplicationRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<ApplicationRow[]>(`${APPLICATION} where a.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** SQL: who of the waiting comes before whom. */
export const WAITING_ORDER = 'a.in_catchment desc, a.submitted_on, a.id';

/** SQL true of applications on the list that everybody of an intake waits on: those of children whose whereabouts are withheld are on none. */
export const ON_WAITING_LIST = `a.state = 'WAITING' and not a.set_aside and not exists (select 1 from restricted_child r where r.iin = a.iin and (r.valid_to is null or r.valid_to > ?::date))`;

const RANKS = `
  select q.id::text, (select count(*) from school_application a where a.intake_id = q.intake_id and ${ON_WAITING_LIST}
                       and (a.in_catchment > q.in_catchment or (a.in_catchment = q.in_catchment and (a.submitted_on, a.id) < (q.submitted_on, q.id))))::int + 1 as rank
    from school_application q where q.id = any (?::bigint[])`;

/** Places of waiting applications on their lists, from 1. */
export const rankOf = definePathLoader<string, number | null>(onRegister, async (em, ids, { today }) =>
  alignByKey(ids, await em.execute<{ id: string; rank: number }[]>(RANKS, [today, textArray(ids)]), ({ id }) => id).map((row) => row && row.rank));

/** An entry of an application's journal. */
export interface ApplicationEventRow {
  readonly applicationId: string;
  readonly version: number;
  readonly action: ApplicationAction;
  readonly fromState: ApplicationState | null;
  readonly toState: ApplicationState;
  readonly reason: RefusalReason | null;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** The journals of applications, each in the order in which it was written. */
export const eventsOfApplication = definePathLoader<string, ApplicationEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<ApplicationEventRow[]>(
    `select application_id::text as "applicationId", version, action, from_state as "fromState", to_state as "toState", reason, occurred_on::text as "occurredOn", received_on::text as "receivedOn",
            source, organisation, recorded_at as "recordedAt" from school_application_event where application_id = any (?::bigint[]) order by application_id, version`, [textArray(ids)]);
  return groupByKey(ids, rows, ({ applicationId }) => applicationId);
});

/** What a list of applications may be narrowed by; null means no condition. */
export interface ApplicationConditions {
  readonly state: ApplicationState | null;
  readonly kind: ApplicationKind | null;
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  /** Public id, in the shape of a uuid. */
  readonly schoolId: string | null;
  readonly classNumber: number | null;
  readonly childIin: string | null;
  readonly dueBefore: CivilDate | null;
}

/** The conditions that are given, so that each list is found by its own key. */
function conditionsOf(where: ApplicationConditions): readonly (readonly [sql: string, value: string | number])[] {
  const all: readonly (readonly [string, string | number | null])[] = [
    ['a.state = ?', where.state],
    ['a.kind = ?', where.kind],
    ['a.region_kato = ?', where.regionKato],
    ['a.school_id in (select id from school where district_kato = ?)', where.districtKato],
    ['a.school_id = (select id from school where public_id = ?::uuid)', where.schoolId],
    ['a.class_number = ?', where.classNumber],
    ['a.iin = ?', where.childIin],
    [`a.state = 'SUBMITTED' and a.answer_due_on < ?`, where.dueBefore],
  ];
  return all.flatMap(([sql, value]) => (value === null ? [] : [[sql, value] as const]));
}

/** Register path: applications ordered by an internal key; one row more than the page. */
export function listApplications(em: EntityManager, where: ApplicationConditions, { limit, after }: PageRequest): Promise<ApplicationRow[]> {
  const given = conditionsOf(where);
  return em.execute<ApplicationRow[]>(
    `${APPLICATION} where a.id > ? ${given.map(([sql]) => `and ${sql}`).join(' ')} order by a.id limit ?`, [after ?? '0', ...given.map(([, value]) => value), limit + 1]);
}
