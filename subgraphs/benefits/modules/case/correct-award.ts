import type { EntityManager } from '@mikro-orm/postgresql';
import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { recordAwardEvent } from '../award/award-event.repository.js';
import { type AwardState, hasAmounts, rewriteAmounts } from '../award/award-state.repository.js';
import { followAmounts } from '../payment/follow-award.js';
import type { Assignment } from './assignment.js';

/** The first day from which the award was computed anew since, on facts that an appeal against its assignment does not know; null where it never was. */
async function computedSince(em: EntityManager, { id, since }: AwardState): Promise<CivilDate | null> {
  const [row] = await em.execute<{ day: CivilDate | null }[]>(
    `select to_char(min(effective_from), 'YYYY-MM-DD') as day from benefit_award_event where award_id = ? and kind in ('RECALCULATED', 'CHILD_LEFT') and effective_from > ?`, [id, since]);
  return row?.day ?? null;
}

/**
 * Puts the amounts of an award right after an appeal: from its first day until it was computed anew for another reason, for which the facts are
 * due then. Refuses what was never due, and another first day by the claim that is given now.
 */
export async function correctAward(em: EntityManager, award: AwardState, { since, amounts, basis }: Pick<Assignment, 'since' | 'amounts' | 'basis'>, claimed: boolean, note: JournalNote): Promise<void> {
  if (award.status === 'TERMINATED' && !(await hasAmounts(em, award.id))) throw new Refused('NOT_IN_THIS_STATE', 'input.decision', 'The award turned out never to have been due: there is no amount to put right.');
  if (claimed && since !== award.since) {
    throw new Refused('NOT_IN_THIS_STATE', 'input.claim', `By this claim the award begins on ${since}, and it began on ${award.since}: an appeal against an amount moves no first day.`);
  }
  const until = await computedSince(em, award);
  await rewriteAmounts(em, award.id, amounts, latest(since, award.since), until);
  await recordAwardEvent(em, award.id, { kind: 'RECALCULATED', effectiveFrom: award.since, article: basis ?? undefined }, note);
  await followAmounts(em, award.id, award.since);
  if (until !== null) await recordAwardEvent(em, award.id, { kind: 'RECALCULATION_DUE', effectiveFrom: until }, note);
}
