import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { lockIntake, type IntakeRow } from '../intake/intake.repository.js';
import { RESTRICTED } from '../resident/resident.repository.js';
import { yearAfter } from '../norm/school-year.js';
import { hasPlace, type Standing } from './admission-rules.js';
import { takeStep } from './application-state.repository.js';
import { APPLICATION, ON_WAITING_LIST, WAITING_ORDER, type ApplicationRow } from './application.repository.js';

const KEPT = `
  select count(*)::int as kept from school_application a
   where a.intake_id = ? and a.state in ('SUBMITTED', 'WAITING') and a.in_catchment and not a.set_aside and a.id <> ? and not ${RESTRICTED}`;

/** How an intake that is held stands for one of its applications. */
export async function standingFor(em: EntityManager, { id, places, taken }: IntakeRow, application: string, today: CivilDate): Promise<Standing> {
  const [row] = await em.execute<{ kept: number }[]>(KEPT, [id, application, today]);
  return { places, taken, keptForCatchment: row?.kept ?? 0 };
}

const FIRST = `${APPLICATION} where a.intake_id = ? and ${ON_WAITING_LIST} order by ${WAITING_ORDER} limit 1 for update of a`;

/** Gives the places that are free by now to the first of the waiting list, one after the other, today: whatever made them free, and when. Nobody is offered one of a school year that is over. The intake is held. */
export async function offerPlaces(em: EntityManager, intakeId: string, today: CivilDate): Promise<void> {
  for (;;) {
    const intake = await lockIntake(em, intakeId);
    if (intake.taken >= intake.places || yearAfter(intake.schoolYear) <= today) return;
    const [first] = await em.execute<ApplicationRow[]>(FIRST, [intakeId, today]);
    if (first === undefined || !hasPlace(await standingFor(em, intake, first.id, today), first.inCatchment)) return;
    await takeStep(em, first, { action: 'OFFER' }, { occurredOn: today, receivedOn: today, source: 'Waiting list', by: null });
  }
}
