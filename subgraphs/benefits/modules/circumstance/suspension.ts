import type { EntityManager } from '@mikro-orm/postgresql';
import { addMonths, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { LifeEvent, Resumption } from '../../rules/circumstances.js';
import type { AwardState } from '../award/award-state.repository.js';
import { groundOf } from './effect.js';

/** Circumstances for which an award is suspended now: all since it was resumed last. None for one that was suspended before there was a journal. */
export async function causesOf(em: EntityManager, awardId: string): Promise<LifeEvent[]> {
  const rows = await em.execute<{ event: LifeEvent }[]>(
    `select circumstance as event from benefit_award_event e where award_id = ? and kind = 'SUSPENDED' and circumstance is not null
        and version > coalesce((select max(version) from benefit_award_event where award_id = ? and kind = 'RESUMED'), 0)`, [awardId, awardId]);
  return rows.map(({ event }) => event);
}

/** Who is released, or comes back, receives it again, though somebody else might have meanwhile (75). */
const COMES_BACK: ReadonlySet<LifeEvent> = new Set<LifeEvent>(['IMPRISONED', 'MISSING']);

function resumptionOf({ programme }: AwardState, event: LifeEvent): Resumption {
  const resumes = groundOf(programme, event)?.resumes ?? 'FROM_END_OF_CAUSE';
  return resumes === 'TO_NEW_PAYEE' && COMES_BACK.has(event) ? 'FROM_END_OF_CAUSE' : resumes;
}

/** How a suspension is made good: by the strictest of its causes. */
export function resumptionFor(award: AwardState, causes: readonly LifeEvent[]): Resumption {
  const found = causes.map((event) => resumptionOf(award, event));
  if (found.includes('TO_NEW_PAYEE')) return 'TO_NEW_PAYEE';
  return found.length > 0 && found.every((one) => one === 'FROM_SUSPENSION') ? 'FROM_SUSPENSION' : 'FROM_END_OF_CAUSE';
}

/** Whether what was not paid during a suspension is owed all the same. */
export const paidBackSuspension = async (em: EntityManager, award: AwardState): Promise<boolean> => resumptionFor(award, await causesOf(em, award.id)) === 'FROM_SUSPENSION';

/** Sums that were not drawn are paid for three years back at most (90(6), 93(3)). */
const UNCLAIMED_MONTHS = 36;

/** For a missed re-examination a month is paid back, three years with good cause (178(4)). */
const MISSED_MONTHS = 1;

/** The first day that is paid again when a suspension whose causes ended on a day is lifted. */
export function resumedFrom(suspendedFrom: CivilDate, ended: CivilDate, causes: readonly LifeEvent[], how: Exclude<Resumption, 'TO_NEW_PAYEE'>, goodCause: boolean): CivilDate {
  if (how === 'FROM_END_OF_CAUSE') return latest(suspendedFrom, ended);
  const months = causes.includes('EXAMINATION_MISSED') && !goodCause ? MISSED_MONTHS : UNCLAIMED_MONTHS;
  return latest(suspendedFrom, addMonths(ended, -months));
}
