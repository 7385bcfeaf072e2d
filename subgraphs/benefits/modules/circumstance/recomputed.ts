import type { EntityManager } from '@mikro-orm/postgresql';
import { earliest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import type { BenefitFacts } from '../../rules/facts.js';
import { isRuled, RULES } from '../../rules/rules.js';
import { rewriteAmounts, type AwardState } from '../award/award-state.repository.js';
import { amountsFrom } from '../case/assignment.js';
import { followAmounts } from '../payment/follow-award.js';
import { amountOn } from '../rate/amount.js';
import { LAW_BOOK } from '../rate/law.js';

/** Computes an award anew from a day on, and pays the difference of months that were paid; to be called when its journal says so. Refuses where nothing is due on the facts; throws `BAD_USER_INPUT` for a fact that is missing. */
export async function recompute(em: EntityManager, { id, programme, until }: AwardState, facts: BenefitFacts, from: CivilDate, today: CivilDate): Promise<void> {
  if (!isRuled(programme)) throw badInput('input.award', `${programme} is decided by guardianship bodies: it is computed there.`);
  const amounts = amountsFrom(RULES[programme], facts, from, until === null ? today : earliest(until, today));
  await rewriteAmounts(em, id, amounts, from);
  await followAmounts(em, id, from);
}

/** The facts of a family's benefit for some members, as far as the amount itself tells them. */
const factsFor = ({ programme }: AwardState, count: number, orphans: boolean): BenefitFacts => (programme === 'LARGE_FAM' ? { childrenCount: count } : { survivorsCount: count, fullOrphan: orphans });

/**
 * The facts after a child has left, where the amount before it shows that nothing else counts; null where it does not, e.g. because
 * others depend on the family, or an income decides.
 */
export async function factsWithout(em: EntityManager, award: AwardState, { from, before, after }: { readonly from: CivilDate; readonly before: number; readonly after: number }): Promise<BenefitFacts | null> {
  const { programme } = award;
  if (programme !== 'LARGE_FAM' && programme !== 'SURVIVOR') return null;
  const [current] = await em.execute<{ tier: string; exact: string; day: CivilDate }[]>(
    'select tier, exact, valid_from as day from benefit_award_amount where award_id = ? and valid_from <= ? order by valid_from desc limit 1', [award.id, from]);
  if (current === undefined) return null;
  const orphans = current.tier === 'FULL_ORPHAN';
  const expected = amountOn(LAW_BOOK, { programme, facts: factsFor(award, before, orphans) }, current.day);
  return expected?.exact.equals(current.exact) === true ? factsFor(award, after, orphans) : null;
}
