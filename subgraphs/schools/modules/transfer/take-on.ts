import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { ruleOf } from '../access/rule.js';
import { answerWithApplication, type SchoolApplicationOutcome } from '../admission/application-outcome.type.js';
import { findApplication, holdApplication, type Held } from '../admission/application-state.repository.js';
import { nextState } from '../admission/application-transitions.js';
import { ofApplication, type ApplicationRow } from '../admission/application.repository.js';
import type { EnrolPupilInput } from '../admission/application.input.type.js';
import { yearAfter } from '../norm/school-year.js';
import { refuseRelative } from '../resident/refuse-relative.js';
import { shiftsOf } from '../school/found-school.js';
import { holdRoll, putOnRoll } from './put-on-roll.js';
import { freeFrom, type OpenEnrolment, type Seat } from './roll.repository.js';

const ENROL = ruleOf('enrolPupil');
const TRANSFER = ruleOf('transferPupil');

const LONGEST_LETTER = 3;

async function seatIn(em: EntityManager, { schoolId, schoolYear }: ApplicationRow, { letter, shift, startsOn }: EnrolPupilInput): Promise<Seat> {
  const shifts = await shiftsOf(em, schoolId);
  if (shift < 1 || shift > shifts) throw badInput('input.shift', `must be from 1 to ${shifts}: the shifts that the school works in.`);
  if (startsOn < schoolYear || startsOn >= yearAfter(schoolYear)) throw badInput('input.startsOn', `must lie in the school year that begins on ${schoolYear}.`);
  return { letter: inputText('input.letter', letter, LONGEST_LETTER), shift, startsOn };
}

/** Nobody comes before an application was received, nor before the day on which the child came where it is: both would change rolls that have been counted. A class that has not begun is left with nothing. */
function requireAfter({ startsOn }: Seat, { submittedOn }: ApplicationRow, before: OpenEnrolment | null, today: CivilDate): void {
  if (startsOn < submittedOn) throw new Refused('OUT_OF_ORDER', 'input.startsOn', 'The first day must not lie before the receipt of the application.');
  if (before !== null && before.validFrom <= today && startsOn < before.validFrom) throw new Refused('OUT_OF_ORDER', 'input.startsOn', 'The first day must not lie before the one on which the child came to its class of now.');
}

/** Nobody sits in a class with more pupils than it has places, not for a day either. */
async function requireFree(em: EntityManager, held: Held, { startsOn }: Seat): Promise<void> {
  const from = await nationwide(em, () => freeFrom(em, held, startsOn));
  if (from !== null) throw new Refused('NO_PLACE', 'input.startsOn', `The place is that of a pupil who leaves on ${from}. Allowed: that day, or later.`);
}

/** Puts a child on the roll whose application was accepted; a pupil's place in the school before ends with the same transaction. */
function takeOn(context: SubgraphContext, rule: MutationRule, kind: ApplicationRow['kind'], input: EnrolPupilInput): Promise<SchoolApplicationOutcome> {
  return answerWithApplication(context, rule, input, 'register', async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await findApplication(em, input.application);
    await refuseRelative(em, viewer, found.iin, context.today);
    const { enrolment: before } = await nationwide(em, () => holdRoll(em, found));
    const held = await holdApplication(em, input.application);
    const { application } = held;
    requireVersion(input.expectedVersion, application.version);
    if (application.kind !== kind) throw new Refused('CONTRADICTORY', 'input.application', 'A first place is given by enrolPupil, another school by transferPupil.');
    nextState(application.state, 'ENROL', 'input.application');
    const seat = await seatIn(em, application, input);
    requireAfter(seat, application, before, context.today);
    await requireFree(em, held, seat);
    const row = await nationwide(em, () => putOnRoll(em, application, seat, note, context.today));
    return { reference: { application: row.id }, subjects: ofApplication(row) };
  });
}

export const enrolPupil = (context: SubgraphContext, input: EnrolPupilInput): Promise<SchoolApplicationOutcome> => takeOn(context, ENROL, 'ADMISSION', input);
export const transferPupil = (context: SubgraphContext, input: EnrolPupilInput): Promise<SchoolApplicationOutcome> => takeOn(context, TRANSFER, 'TRANSFER', input);
