import type { EntityManager } from '@mikro-orm/postgresql';
import { latest } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { lockIntake, setAsideBeyond } from '../intake/intake.repository.js';
import { spokenFor } from '../intake/room.js';
import { schoolYearOf } from '../norm/school-year.js';
import { putOnRoll } from '../transfer/put-on-roll.js';
import { missingPapers, type AdmissionRule, type Asked } from './admission-rules.js';
import { takeStep } from './application-state.repository.js';
import type { ApplicationRow } from './application.repository.js';

/** The parallel class and shift of whoever is enrolled by rule; the school moves the child within it. */
const [LETTER, SHIFT] = ['А', 1] as const;

/**
 * Whether there is a place set aside for a child, or one more can be while the building has room: who is refused here would learn that
 * somebody else came by this way.
 */
async function isSetAside(em: EntityManager, application: ApplicationRow, context: SubgraphContext): Promise<boolean> {
  const { id, setAside, setAsideTaken, beyond, ceiling } = await lockIntake(em, application.intakeId);
  if (setAsideTaken < setAside) return true;
  const spoken = await spokenFor(em, application, application.schoolYear > (await schoolYearOf(context.today, context)), context);
  if (spoken.stay + spoken.planned + spoken.beyond >= ceiling - beyond) return false;
  await setAsideBeyond(em, id);
  return true;
}

/**
 * Decides an application about a child whose whereabouts are withheld, and enrols the child at once: no official finds it in a list,
 * or could be told of it. Its place is one of those set aside.
 */
export async function decideByRule(em: EntityManager, context: SubgraphContext, application: ApplicationRow, asked: Asked, rules: readonly AdmissionRule[], note: JournalNote): Promise<ApplicationRow> {
  const byRule = { ...note, by: null };
  if (missingPapers(asked, rules).length > 0) return takeStep(em, application, { action: 'REFUSE', reason: 'INCOMPLETE_PAPERS' }, byRule);
  if (!(await isSetAside(em, application, context))) return takeStep(em, application, { action: 'REFUSE', reason: 'NO_PLACE' }, byRule);
  const accepted = await takeStep(em, application, { action: 'ACCEPT' }, byRule);
  return putOnRoll(em, accepted, { letter: LETTER, shift: SHIFT, startsOn: latest(application.schoolYear, note.receivedOn) }, byRule, context.today);
}
