import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { takeStep } from '../admission/application-state.repository.js';
import { APPLICATION, type ApplicationRow } from '../admission/application.repository.js';
import { offerPlaces } from '../admission/waiting-list.js';
import { lockIntake } from '../intake/intake.repository.js';
import { applicationBehind, leavePlace } from './leave.js';
import { closeEnrolment, lockEnrolmentOf } from './roll.repository.js';

const WITH_PLACE = `
  select d.iin from unnest(?::text[]) as d(iin)
   where exists (select 1 from enrolment e where e.iin = d.iin and e.valid_to is null)
      or exists (select 1 from school_application a where a.iin = d.iin and a.state in ('SUBMITTED', 'WAITING', 'ACCEPTED'))`;

/** Those of some people who are on a roll, or ask for a place. */
export const withPlace = async (em: EntityManager, people: readonly string[]): Promise<string[]> =>
  (await em.execute<{ iin: string }[]>(WITH_PLACE, [textArray(people)])).map(({ iin }) => iin);

/** Nothing is asked for the child any more. To be done nationwide. */
export async function withdrawOpen(em: EntityManager, iin: string, note: JournalNote, today: CivilDate): Promise<void> {
  const [open] = await em.execute<ApplicationRow[]>(`${APPLICATION} where a.iin = ? and a.state in ('SUBMITTED', 'WAITING', 'ACCEPTED')`, [iin]);
  if (open === undefined) return;
  await lockIntake(em, open.intakeId);
  const [held] = await em.execute<ApplicationRow[]>(`${APPLICATION} where a.id = ? and a.state in ('SUBMITTED', 'WAITING', 'ACCEPTED') for update of a`, [open.id]);
  if (held === undefined) return;
  await takeStep(em, held, { action: 'WITHDRAW' }, note);
  await offerPlaces(em, held.intakeId, today);
}

/** A child has died: nothing is asked for it any more, and it is on no roll. To be done nationwide; a second time there is nothing left to do. */
export async function takeFromRoll(em: EntityManager, iin: string, note: JournalNote): Promise<void> {
  await withdrawOpen(em, iin, note, note.receivedOn);
  const enrolment = await lockEnrolmentOf(em, iin);
  if (enrolment === null) return;
  await closeEnrolment(em, enrolment.id, note.occurredOn, 'DEATH');
  const application = await applicationBehind(em, iin, enrolment.id);
  if (application !== null) await leavePlace(em, application, note, note.receivedOn);
}
