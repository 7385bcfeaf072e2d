import { nationwide } from '../../../shared/access/nationwide.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput, withheld } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import { mutate } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { ruleOf } from '../access/rule.js';
import { enrolmentById } from '../enrolment/enrolment.repository.js';
import { Enrolment, toEnrolment } from '../enrolment/enrolment.type.js';
import type { LeaveReason } from '../enrolment/leave-reason.type.js';
import { normOn } from '../norm/norm.repository.js';
import type { SchoolNormCode } from '../norm/norm.type.js';
import { refuseRelative } from '../resident/refuse-relative.js';
import type { EndEnrolmentInput } from './end-enrolment.input.type.js';
import { applicationBehind, leavePlace } from './leave.js';
import { closeEnrolment, lockEnrolment } from './roll.repository.js';

const END = ruleOf('endEnrolment');

export const EnrolmentOutcome = outcomeType('EnrolmentOutcome', Enrolment);
export type EnrolmentOutcome = typeof EnrolmentOutcome;

/** Reasons that are for a pupil who has come so far. */
const AFTER: Readonly<Partial<Record<LeaveReason, SchoolNormCode>>> = { GRADUATED: 'LAST_CLASS', COLLEGE: 'LAST_BASIC_CLASS' };

const REASONS: readonly LeaveReason[] = ['GRADUATED', 'COLLEGE', 'MOVED_ABROAD', 'DEATH', 'OTHER'];

/** A child who has finished school is looked for no more (ChildSchooling.withoutPlace), so the class must be one after which that can be. */
async function requireFinished(reason: LeaveReason, classNumber: number, context: SubgraphContext): Promise<void> {
  const code = AFTER[reason];
  const last = code === undefined ? 0 : await normOn(code, context.today, context);
  if (classNumber < last) throw new Refused('CONTRADICTORY', 'input.reason', `The child is in class ${classNumber}: ${reason} is for class ${last} at the earliest.`);
}

/** Ends a pupil's place; whoever waits for one in the intake by which the child came gets it. */
export async function endEnrolment(context: SubgraphContext, input: EndEnrolmentInput): Promise<EnrolmentOutcome> {
  const done = await mutate(context, END, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    if (!REASONS.includes(input.reason)) throw badInput('input.reason', `must be ${REASONS.join(', ')}: whoever goes to another school is taken over by transferPupil.`);
    const enrolment = await lockEnrolment(em, input.enrolment);
    if (enrolment === null) throw new Refused('UNKNOWN_ENROLMENT', 'input.enrolment', 'No enrolment that lasts is on record under this id, or none that is open to you.');
    await refuseRelative(em, viewer, enrolment.iin, context.today);
    await requireFinished(input.reason, enrolment.classNumber, context);
    // A class that has not begun is given back; who waits for it needs not wait until it has.
    if (note.occurredOn < enrolment.validFrom && enrolment.validFrom <= context.today) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The child must have come before it leaves.');
    await closeEnrolment(em, enrolment.id, note.occurredOn, input.reason);
    await nationwide(em, async () => {
      const application = await applicationBehind(em, enrolment.iin, enrolment.id);
      if (application !== null) await leavePlace(em, application, note, context.today);
    });
    return { reference: { enrolment: enrolment.id }, subjects: [enrolment.iin] };
  });
  if (done instanceof Refusal) return done;
  const row = await enrolmentById(context, 'register').load(done.enrolment);
  if (row === null) throw withheld('OUT_OF_VIEW');
  return toEnrolment(row, { iin: row.iin, restricted: false, path: 'register' });
}
