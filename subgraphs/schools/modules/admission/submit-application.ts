import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused, unknownPerson } from '../../../shared/mutation/refusal.js';
import { addWorkingDays } from '../../../shared/working-days/working-days.js';
import { isOfCatchment } from '../catchment/catchment.repository.js';
import { intakeNamed, type IntakeRow } from '../intake/intake.repository.js';
import { schoolYearIn, schoolYearOf } from '../norm/school-year.js';
import { representativesOf, residentOf, type Resident } from '../resident/resident.repository.js';
import { applicantRole, isMinor } from '../resident/who-applies.js';
import { schoolOf, type FoundSchool } from '../school/found-school.js';
import { lockEnrolmentOf, type OpenEnrolment } from '../transfer/roll.repository.js';
import { withdrawOpen } from '../transfer/take-from-roll.js';
import { admissionRules } from './admission-rule.repository.js';
import { figureOn, refusedByRule, type Asked } from './admission-rules.js';
import { agesOn } from './ages.js';
import type { ApplicantRole, ApplicationKind } from './application-codes.type.js';
import { insertApplication, takeStep } from './application-state.repository.js';
import type { ApplicationRow } from './application.repository.js';
import type { SchoolApplicationInput } from './application.input.type.js';
import { decideByRule } from './decide-by-rule.js';

const AT = 'input.application';
const LONGEST = 200;

/** Who applies, and on what way. */
export interface Submission {
  readonly input: SchoolApplicationInput;
  readonly applicantIin: string;
  readonly note: JournalNote;
  /** Whether an official records it: of a child whose whereabouts are withheld none does. */
  readonly byOfficial: boolean;
  /** Refuses a school that is none of the viewer's. */
  readonly requireSchool: (school: FoundSchool) => void;
}

/** Holds a child until the transaction ends: whoever else would apply for it waits. */
const holdChild = (em: EntityManager, iin: string): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(hashtextextended('schools ' || ?, 0))`, [iin]);

interface Child {
  readonly resident: Resident;
  readonly role: ApplicantRole;
}

/** The child, and as what somebody applies for it. An unknown child, one whose whereabouts are withheld and a stranger's answer alike. */
async function childOf(em: EntityManager, { input: { childIin }, applicantIin, note, byOfficial }: Submission, today: CivilDate): Promise<Child> {
  await holdChild(em, childIin);
  const resident = await residentOf(em, childIin, today);
  if (resident === null || resident.diedOn !== null || !isMinor(resident.birthDate, note.receivedOn) || (byOfficial && resident.restricted)) throw unknownPerson(`${AT}.childIin`);
  const representatives = await representativesOf(em, childIin);
  // On the day of the receipt and today: an application that is typed in later gives nobody back what was taken since.
  const [then, role] = [note.receivedOn, today].map((day) => applicantRole(applicantIin, representatives, day, resident.restricted));
  if (then == null || role == null) throw unknownPerson(byOfficial ? 'input.applicantIin' : `${AT}.childIin`);
  return { resident, role };
}

/** A child asks for one school at a time. */
async function requireNoneOpen(em: EntityManager, iin: string): Promise<void> {
  const open = await em.execute<unknown[]>(`select 1 from school_application where iin = ? and state in ('SUBMITTED', 'WAITING', 'ACCEPTED')`, [iin]);
  if (open.length > 0) throw new Refused('ALREADY_RECORDED', `${AT}.childIin`, 'Another application for the child is open: one at a time. Withdraw it first.');
}

/** What an application is for, by where the child is on a roll. */
interface OnRoll {
  readonly enrolment: OpenEnrolment | null;
  readonly receivedOn: CivilDate;
  /** School years from the one in which the child is in its class, or will be, to the one that is asked for. */
  readonly yearsOn: number;
}

const yearIn = (schoolYear: CivilDate): number => Number(schoolYear.slice(0, 4));

/** The running school year counts for an enrolment from before it. */
async function onRoll(enrolment: OpenEnrolment | null, schoolYear: CivilDate, receivedOn: CivilDate, context: SubgraphContext): Promise<OnRoll> {
  const since = enrolment === null ? receivedOn : latest(receivedOn, enrolment.validFrom);
  return { enrolment, receivedOn, yearsOn: Math.max(0, yearIn(schoolYear) - yearIn(await schoolYearOf(since, context))) };
}

/** What the child's class now makes of the application: a pupil moves within the class, or into the next one with the next school year. Who is to begin class 1 is no pupil yet. */
function kindOf({ enrolment, receivedOn, yearsOn }: OnRoll, { classNumber }: SchoolApplicationInput, schoolId: string): ApplicationKind {
  if (enrolment === null || (enrolment.classNumber === 0 && classNumber > 0)) return 'ADMISSION';
  if (enrolment.schoolId === schoolId) throw new Refused('ALREADY_RECORDED', `${AT}.school`, 'The child goes to this school.');
  if (classNumber !== enrolment.classNumber + yearsOn) throw new Refused('CONTRADICTORY', `${AT}.classNumber`, 'A transfer is into the class that the child is in, or with the next school year into the next one.');
  return enrolment.validFrom > receivedOn && enrolment.classNumber === 1 ? 'ADMISSION' : 'TRANSFER';
}

async function requireIntake(em: EntityManager, school: FoundSchool, { classNumber, language }: SchoolApplicationInput, schoolYear: CivilDate): Promise<IntakeRow> {
  const intake = await intakeNamed(em, { schoolId: school.id, schoolYear, classNumber, language });
  if (intake === null) throw new Refused('NO_INTAKE', `${AT}.classNumber`, 'The school takes nobody into this class in this language with this school year: see School.intakes.');
  return intake;
}

const textOf = (field: string, text: string | null | undefined): string | null => (text == null ? null : inputText(`${AT}.${field}`, text, LONGEST));

/** Takes an application, to be called nationwide: who is on the roll, and where, holds for the country. What no official need look at is answered at once. */
async function submitted(em: EntityManager, context: SubgraphContext, submission: Submission): Promise<ApplicationRow> {
  const { input, applicantIin, note, requireSchool } = submission;
  const school = await schoolOf(em, input.school, `${AT}.school`);
  requireSchool(school);
  const { resident, role } = await childOf(em, submission, context.today);
  const { year: schoolYear } = await schoolYearIn(input.schoolYear, note.receivedOn, context, `${AT}.schoolYear`);
  // Of what is typed in later, too, the school year must run or be the next one.
  await schoolYearIn(input.schoolYear, context.today, context, `${AT}.schoolYear`);
  const intake = await requireIntake(em, school, input, schoolYear);
  // What was open before is out of the sight of officials, who could not decide it, and of whoever applies now, who could not withdraw it.
  if (resident.restricted) await withdrawOpen(em, input.childIin, { ...note, by: null }, context.today);
  else await requireNoneOpen(em, input.childIin);
  const kind = kindOf(await onRoll(await lockEnrolmentOf(em, input.childIin), schoolYear, note.receivedOn, context), input, school.id);
  const microdistrict = textOf('microdistrict', input.microdistrict);
  const inCatchment = microdistrict !== null && (await isOfCatchment(em, school.id, resident.districtKato, microdistrict, note.receivedOn));
  const asked: Asked = { kind, birthDate: resident.birthDate, schoolYear, classNumber: input.classNumber, receivedOn: note.receivedOn, specialConditions: textOf('specialConditions', input.specialConditions), papers: [...new Set(input.papers)] };
  const rules = await admissionRules(context);
  const application = await insertApplication(em, {
    ...asked, iin: input.childIin, applicantIin, schoolId: school.id, regionKato: school.regionKato, intakeId: intake.id, language: input.language, applicantRole: role, microdistrict, inCatchment,
    setAside: resident.restricted, submittedOn: note.receivedOn, answerDueOn: addWorkingDays(note.receivedOn, figureOn(rules, 'ANSWER_WORKING_DAYS', note.receivedOn)),
  }, note);
  const reason = refusedByRule(asked, rules, await agesOn(context, schoolYear));
  if (reason !== null) return takeStep(em, application, { action: 'REFUSE', reason }, { ...note, by: null });
  return resident.restricted ? decideByRule(em, context, application, asked, rules, note) : application;
}

export const submitApplication = (em: EntityManager, context: SubgraphContext, submission: Submission): Promise<ApplicationRow> => {
  const { classNumber } = submission.input;
  if (classNumber < 0 || classNumber > 11) throw badInput(`${AT}.classNumber`, 'must be from 0 to 11.');
  return nationwide(em, () => submitted(em, context, submission));
};
