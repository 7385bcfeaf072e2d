import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { takeStep } from '../admission/application-state.repository.js';
import type { ApplicationRow } from '../admission/application.repository.js';
import { lockIntakes } from '../intake/intake.repository.js';
import { applicationBehind, leavePlace } from './leave.js';
import { closeEnrolment, endBy, lockEnrolmentOf, openEnrolment, type OpenEnrolment, type Seat } from './roll.repository.js';

interface Before {
  readonly enrolment: OpenEnrolment | null;
  /** The application by which the child came there. */
  readonly application: ApplicationRow | null;
}

/** Holds a child's place until now, and the intakes of both schools in the order of their keys. */
export async function holdRoll(em: EntityManager, { iin, intakeId }: ApplicationRow): Promise<Before> {
  const enrolment = await lockEnrolmentOf(em, iin);
  const application = enrolment === null ? null : await applicationBehind(em, iin, enrolment.id);
  await lockIntakes(em, [intakeId, ...(application === null ? [] : [application.intakeId])]);
  return { enrolment, application };
}

/**
 * Puts a child on a roll, and takes it off the one before, in one transaction: at no moment it is on two, or on none. To be done
 * nationwide: the school before may stand anywhere.
 */
export async function putOnRoll(em: EntityManager, application: ApplicationRow, seat: Seat, note: JournalNote, today: CivilDate): Promise<ApplicationRow> {
  const before = await holdRoll(em, application);
  if (before.enrolment !== null) await closeEnrolment(em, before.enrolment.id, seat.startsOn, before.enrolment.classNumber === 0 && application.classNumber > 0 ? 'PROMOTED' : 'TRANSFERRED');
  await endBy(em, application.iin, seat.startsOn);
  const enrolmentId = await openEnrolment(em, application, seat, note.source);
  if (before.application !== null) await leavePlace(em, before.application, note, today);
  return takeStep(em, application, { action: 'ENROL', enrolmentId }, note);
}
