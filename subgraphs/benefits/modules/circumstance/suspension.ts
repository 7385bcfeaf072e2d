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

/**
 * Who comes back receives it again, though somebody else might have meanwhile: released or found (75), a parent from the court's decision
 * that restores the rights (86(2)2, 179(1)4, 238(1)4, 241(1)9), a guardian as if nothing had been (86(2)3, 179(1)5, 238(1)5, 241(1)10).
 */
const COMES_BACK: ReadonlyMap<LifeEvent, Resumption> = new Map<LifeEvent, Resumption>([
  ['IMPRISONED', 'FROM_END_OF_CAUSE'], ['MISSING', 'FROM_END_OF_CAUSE'], ['RIGHTS_REMOVED', 'FROM_END_OF_CAUSE'], ['GUARDIAN_REMOVED', 'FROM_SUSPENSION'],
]);

const resumesBy = ({ programme }: AwardState, event: LifeEvent): Resumption => groundOf(programme, event)?.resumes ?? 'FROM_END_OF_CAUSE';

function resumptionOf(award: AwardState, event: LifeEvent): Resumption {
  const resumes = resumesBy(award, event);
  return resumes === 'TO_NEW_PAYEE' ? (COMES_BACK.get(event) ?? resumes) : resumes;
}

/** How a suspension is made good: by the strictest of its causes. */
export function resumptionFor(award: AwardState, causes: readonly LifeEvent[]): Resumption {
  const found = causes.map((event) => resumptionOf(award, event));
  if (found.includes('TO_NEW_PAYEE')) return 'TO_NEW_PAYEE';
  return found.length > 0 && found.every((one) => one === 'FROM_SUSPENSION') ? 'FROM_SUSPENSION' : 'FROM_END_OF_CAUSE';
}

/** Whether what was not paid during a suspension is owed to this recipient all the same, who does not come back any more. */
export async function paidBackSuspension(em: EntityManager, award: AwardState): Promise<boolean> {
  const causes = await causesOf(em, award.id);
  return causes.length > 0 && causes.every((event) => resumesBy(award, event) === 'FROM_SUSPENSION');
}

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
