import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { takeStep } from '../admission/application-state.repository.js';
import { APPLICATION, type ApplicationRow } from '../admission/application.repository.js';
import { offerPlaces } from '../admission/waiting-list.js';
import { lockIntake } from '../intake/intake.repository.js';

/** The application by which a child came on a roll, if it came by one. To be asked for nationwide. */
export async function applicationBehind(em: EntityManager, iin: string, enrolmentId: string): Promise<ApplicationRow | null> {
  const [found] = await em.execute<ApplicationRow[]>(`${APPLICATION} where a.iin = ? and a.enrolment_id = ? and a.state = 'ENROLLED'`, [iin, enrolmentId]);
  return found ?? null;
}

/** Gives back the place of a child who leaves, which the next of the waiting list gets. */
export async function leavePlace(em: EntityManager, application: ApplicationRow, note: JournalNote, today: CivilDate): Promise<void> {
  await lockIntake(em, application.intakeId);
  await takeStep(em, application, { action: 'LEAVE' }, note);
  await offerPlaces(em, application.intakeId, today);
}
