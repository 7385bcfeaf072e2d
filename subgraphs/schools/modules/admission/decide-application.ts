import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { ruleOf } from '../access/rule.js';
import { isOfCatchment } from '../catchment/catchment.repository.js';
import { yearAfter } from '../norm/school-year.js';
import { refuseRelative } from '../resident/refuse-relative.js';
import { residentOf } from '../resident/resident.repository.js';
import { agesOn } from './ages.js';
import { admissionRules } from './admission-rule.repository.js';
import { hasPlace, inWindow, isFull, missingPapers, rightAge, type AdmissionRule, type Ages, type Asked } from './admission-rules.js';
import type { RefusalReason, SchoolPaper } from './application-codes.type.js';
import { answerWithApplication, type SchoolApplicationOutcome } from './application-outcome.type.js';
import { holdApplication, takeStep, type ApplicationStep, type Held } from './application-state.repository.js';
import { nextState } from './application-transitions.js';
import { ofApplication, type ApplicationRow } from './application.repository.js';
import type { DecideSchoolApplicationInput } from './application.input.type.js';
import { offerPlaces, standingFor } from './waiting-list.js';

const DECIDE = ruleOf('decideSchoolApplication');

const LONGEST_CODE = 200;

/** What a decision goes by: what is asked for, with the papers there are by now, and whether there is a place for it. */
interface Facts {
  readonly asked: Asked;
  readonly rules: readonly AdmissionRule[];
  readonly ages: Ages;
  readonly place: boolean;
  /** Whether there is none for anybody. */
  readonly full: boolean;
}

async function askedOf(em: EntityManager, application: ApplicationRow, papers: readonly SchoolPaper[], context: SubgraphContext): Promise<Asked> {
  const resident = await nationwide(em, () => residentOf(em, application.iin, context.today));
  if (resident === null) throw new Error('An application is about nobody.');
  const { kind, schoolYear, classNumber, submittedOn: receivedOn, specialConditions } = application;
  return { kind, birthDate: resident.birthDate, schoolYear, classNumber, receivedOn, specialConditions, papers };
}

/** Whether a ground holds: nobody is refused for what is not so. */
function holds(reason: RefusalReason, { asked, rules, ages, full }: Facts): boolean {
  switch (reason) {
    case 'INCOMPLETE_PAPERS':
      return missingPapers(asked, rules).length > 0;
    case 'NO_PLACE':
      return full;
    case 'AGE':
      return !rightAge(asked, ages);
    case 'OUTSIDE_WINDOW':
      return !inWindow(asked, rules);
    default:
      return reason satisfies never;
  }
}

function refuse({ reason }: DecideSchoolApplicationInput, facts: Facts): ApplicationStep {
  if (reason == null) throw badInput('input.reason', 'must be given for REFUSE.');
  if (!holds(reason, facts)) throw new Refused('GROUND_DOES_NOT_HOLD', 'input.reason', 'The ground does not hold: the papers are complete, a place is free or kept for others, the age is right, or the application came in its term.');
  return { action: 'REFUSE', reason };
}

function accept({ asked, rules, place }: Facts): ApplicationStep {
  const missing = missingPapers(asked, rules);
  if (missing.length > 0) throw new Refused('EVIDENCE_MISSING', 'input.papers', `Papers are missing: ${missing.join(', ')}.`);
  if (!place) throw new Refused('NO_PLACE', 'input.decision', 'No place is left for the application, or those left are kept for children of the catchment. Allowed: WAIT, and REFUSE where there is none at all.');
  return { action: 'ACCEPT' };
}

function wait({ place }: Facts): ApplicationStep {
  if (place) throw new Refused('GROUND_DOES_NOT_HOLD', 'input.decision', 'A place is free for the application: nobody waits for it.');
  return { action: 'WAIT' };
}

function stepOf(input: DecideSchoolApplicationInput, facts: Facts): ApplicationStep {
  const { decision } = input;
  if (decision !== 'REFUSE' && input.reason != null) throw badInput('input.reason', 'is for REFUSE alone.');
  switch (decision) {
    case 'ACCEPT':
      return accept(facts);
    case 'WAIT':
      return wait(facts);
    case 'REFUSE':
      return refuse(input, facts);
    case 'WITHDRAW':
      return { action: 'WITHDRAW' };
    default:
      return decision satisfies never;
  }
}

async function factsOf(em: EntityManager, { application, intake }: Held, papers: readonly SchoolPaper[], context: SubgraphContext): Promise<Facts> {
  const standing = await standingFor(em, intake, application.id, context.today);
  return {
    asked: await askedOf(em, application, papers, context), rules: await admissionRules(context), ages: await agesOn(context, application.schoolYear),
    place: hasPlace(standing, application.inCatchment), full: isFull(standing),
  };
}

/** The application with the microdistrict that the papers show, where they show another. */
async function corrected(em: EntityManager, application: ApplicationRow, shown: string | null | undefined, context: SubgraphContext): Promise<ApplicationRow> {
  if (shown == null) return application;
  const microdistrict = inputText('input.microdistrict', shown, LONGEST_CODE);
  const resident = await nationwide(em, () => residentOf(em, application.iin, context.today));
  return { ...application, microdistrict, inCatchment: await isOfCatchment(em, application.schoolId, resident?.districtKato ?? null, microdistrict, application.submittedOn) };
}

/** Decides an application: the intake is held, so of those who decide at once each sees the places that are left. What it frees goes to the next who waits. */
export const decideSchoolApplication = (context: SubgraphContext, input: DecideSchoolApplicationInput): Promise<SchoolApplicationOutcome> =>
  answerWithApplication(context, DECIDE, input, 'register', async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const held = await holdApplication(em, input.application);
    const { application } = held;
    await refuseRelative(em, viewer, application.iin, context.today);
    requireVersion(input.expectedVersion, application.version);
    nextState(application.state, input.decision, 'input.decision');
    if (note.occurredOn < application.submittedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The decision must not lie before the receipt of the application.');
    if ((input.decision === 'ACCEPT' || input.decision === 'WAIT') && yearAfter(application.schoolYear) <= context.today) {
      throw new Refused('OUT_OF_ORDER', 'input.decision', 'The school year that was asked for is over. Allowed: REFUSE, WITHDRAW.');
    }
    const papers = [...new Set([...application.papers, ...(input.papers ?? [])])];
    const judged = await corrected(em, application, input.microdistrict, context);
    const step = stepOf(input, await factsOf(em, { ...held, application: judged }, papers, context));
    const row = await takeStep(em, judged, { ...step, papers }, note);
    await offerPlaces(em, row.intakeId, context.today);
    return { reference: { application: row.id }, subjects: ofApplication(row) };
  });
