import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { countPlace, lockIntake, type IntakeRow } from '../intake/intake.repository.js';
import type { ApplicationAction, RefusalReason, SchoolPaper } from './application-codes.type.js';
import { nextState, TAKES_PLACE } from './application-transitions.js';
import { APPLICATION, type ApplicationRow } from './application.repository.js';

/** An application and its intake, both held until the transaction ends. */
export interface Held {
  readonly application: ApplicationRow;
  readonly intake: IntakeRow;
}

/** Holds the intake first, as everybody does, and then reads the application as it is by then. */
async function hold(em: EntityManager, found: ApplicationRow): Promise<Held> {
  const intake = await lockIntake(em, found.intakeId);
  const [application] = await em.execute<ApplicationRow[]>(`${APPLICATION} where a.id = ? for update`, [found.id]);
  // Out of sight since it was found: the child's whereabouts are withheld by now.
  if (application === undefined) throw unknownApplication();
  return { application, intake };
}

/** No application, or none that whoever asks may know of: there is no difference. */
export const unknownApplication = (): Refused => new Refused('UNKNOWN_APPLICATION', 'input.application', 'No application is on record under this id, or none that is open to you.');

/** An application by the id that clients see, where it is in the viewer's view. */
export async function findApplication(em: EntityManager, id: string): Promise<ApplicationRow> {
  const [found] = isPublicId(id) ? await em.execute<ApplicationRow[]>(`${APPLICATION} where a.public_id = ?`, [id]) : [];
  if (found === undefined) throw unknownApplication();
  return found;
}

/** The same, held with its intake. */
export const holdApplication = async (em: EntityManager, id: string): Promise<Held> => hold(em, await findApplication(em, id));

/** What a new application says. */
export type NewApplication = Omit<ApplicationRow, 'id' | 'publicId' | 'state' | 'reason' | 'answeredOn' | 'enrolmentId' | 'version'>;

/** Adds an application with the first entry of its journal. */
export async function insertApplication(em: EntityManager, one: NewApplication, note: JournalNote): Promise<ApplicationRow> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into school_application (iin, applicant_iin, school_id, region_kato, intake_id, kind, school_year, class_number, language, applicant_role, microdistrict, in_catchment,
       special_conditions, papers, state, set_aside, submitted_on, answer_due_on, source)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], 'SUBMITTED', ?, ?, ?, ?) returning id::text`,
    [one.iin, one.applicantIin, one.schoolId, one.regionKato, one.intakeId, one.kind, one.schoolYear, one.classNumber, one.language, one.applicantRole, one.microdistrict, one.inCatchment,
      one.specialConditions, textArray(one.papers), one.setAside, one.submittedOn, one.answerDueOn, note.source]);
  if (row === undefined) throw new Error('The register took an application and gave it no key.');
  await record(em, row.id, { action: 'SUBMIT', from: null, to: 'SUBMITTED', version: 1, reason: null }, note);
  const [inserted] = await em.execute<ApplicationRow[]>(`${APPLICATION} where a.id = ?`, [row.id]);
  if (inserted === undefined) throw new Error('An application is not there that was just taken.');
  return inserted;
}

interface JournalEntry {
  readonly action: ApplicationAction;
  readonly from: ApplicationRow['state'] | null;
  readonly to: ApplicationRow['state'];
  readonly version: number;
  readonly reason: RefusalReason | null;
}

const record = (em: EntityManager, applicationId: string, { action, from, to, version, reason }: JournalEntry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute(
    `insert into school_application_event (application_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, account, organisation)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [applicationId, version, action, from, to, reason, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** A step of an application. */
export interface ApplicationStep {
  readonly action: ApplicationAction;
  readonly reason?: RefusalReason;
  readonly enrolmentId?: string;
  /** Papers that are at hand by now; as before when left out. */
  readonly papers?: readonly SchoolPaper[];
}

/** Actions that answer an application. */
const ANSWERS: ReadonlySet<ApplicationAction> = new Set(['ACCEPT', 'WAIT', 'REFUSE', 'WITHDRAW']);

const answeredOn = ({ answeredOn: before }: ApplicationRow, action: ApplicationAction, on: CivilDate): CivilDate | null => before ?? (ANSWERS.has(action) ? on : null);

/** Takes a step: the application, its place, its next version and the entry in its journal. The intake is held. */
export async function takeStep(em: EntityManager, application: ApplicationRow, { action, reason, enrolmentId, papers }: ApplicationStep, note: JournalNote): Promise<ApplicationRow> {
  const { id, state: from, version, intakeId, setAside, microdistrict, inCatchment } = application;
  const to = nextState(from, action, 'input.application');
  const after = { ...application, state: to, version: version + 1, reason: reason ?? null, answeredOn: answeredOn(application, action, note.receivedOn), enrolmentId: enrolmentId ?? application.enrolmentId, papers: papers ?? application.papers };
  const by = Number(TAKES_PLACE.has(to)) - Number(TAKES_PLACE.has(from));
  if (by === 1 || by === -1) await countPlace(em, intakeId, setAside, by);
  await em.execute(
    `update school_application set state = ?, version = ?, reason = ?, answered_on = ?, enrolment_id = ?, papers = ?::text[], microdistrict = ?, in_catchment = ? where id = ?`,
    [to, after.version, after.reason, after.answeredOn, after.enrolmentId, textArray(after.papers), microdistrict, inCatchment, id]);
  await record(em, id, { action, from, to, version: after.version, reason: after.reason }, note);
  return after;
}
