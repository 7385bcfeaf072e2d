import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { BenefitFacts } from '../../rules/facts.js';
import { type AwardEntry, recordAwardEvent } from '../award/award-event.repository.js';
import { cutAmounts, endAmounts, endMembership, markNeverDue, suspendAward, terminateAward } from '../award/award-state.repository.js';
import { followAward } from '../payment/follow-award.js';
import { type Concerned, type Effect, effectOf, type Happening } from './effect.js';
import { factsWithout, recompute } from './recomputed.js';
import { paidBackSuspension } from './suspension.js';

/** What happened, when it is looked at, and what is known of the amount after it. */
export interface Report {
  readonly happening: Happening;
  readonly note: JournalNote;
  readonly today: CivilDate;
  readonly facts: BenefitFacts | null;
}

const SAME = `select 1 from benefit_award_event where award_id = ? and circumstance = ? and occurred_on = ? and membership_id is not distinct from ?::bigint limit 1`;

/** Whether it stands in the award's journal already: told again it has had its effect. */
export const isRecorded = async (em: EntityManager, { award, child }: Concerned, { event, occurredOn }: Happening): Promise<boolean> =>
  (await em.execute<unknown[]>(SAME, [award.id, event, occurredOn, child?.id ?? null])).length > 0;

/** Ends an award. Of a suspension that would not have been made good nothing is due. */
async function terminate(em: EntityManager, { award }: Concerned, effect: Extract<Effect, { kind: 'TERMINATED' | 'NEVER_DUE' }>, { occurredOn, receivedOn }: Happening): Promise<void> {
  const { from, reason, kind } = effect;
  const suspended = award.suspendedFrom !== null && award.suspendedFrom < from ? award.suspendedFrom : null;
  if (suspended !== null && !(await paidBackSuspension(em, award))) await cutAmounts(em, award.id, suspended, from);
  await terminateAward(em, award.id, addDays(from, -1), { reason, occurredOn, receivedOn });
  if (kind === 'TERMINATED') return;
  await markNeverDue(em, award.id);
  await endAmounts(em, award.id, award.since);
}

/** Takes a child out, and computes the benefit for the others where that can be told. */
async function leave(em: EntityManager, { award }: Concerned, effect: Extract<Effect, { kind: 'CHILD_LEFT' }>, { today, facts, note }: Report, entry: AwardEntry): Promise<void> {
  const { child, from } = effect;
  const known = facts ?? (await factsWithout(em, award, effect));
  await endMembership(em, child.id, addDays(from, -1));
  await recordAwardEvent(em, award.id, entry, note);
  await recordAwardEvent(em, award.id, { kind: known === null ? 'RECALCULATION_DUE' : 'RECALCULATED', effectiveFrom: from, article: effect.article }, note);
  if (known !== null) await recompute(em, award, known, from, today);
}

/** Does to an award what the law says, with the entry in its journal and what it does to payments that are due; false where it does nothing. */
export async function applyHappening(em: EntityManager, concerned: Concerned, report: Report, effect: Effect = effectOf(concerned, report.happening)): Promise<boolean> {
  const done = await takeEffect(em, concerned, report, effect);
  if (done) await followAward(em, concerned.award.id);
  return done;
}

async function takeEffect(em: EntityManager, concerned: Concerned, report: Report, effect: Effect): Promise<boolean> {
  const { happening, note, facts, today } = report;
  const { award, child } = concerned;
  if (effect.kind === 'NO_GROUND' || effect.kind === 'UNCHANGED') return false;
  const entry: AwardEntry = { kind: effect.kind, circumstance: happening.event, article: effect.article, effectiveFrom: effect.from, membershipId: child?.id, noRightFrom: 'noRightFrom' in effect ? effect.noRightFrom : null };
  switch (effect.kind) {
    case 'CHILD_LEFT':
      await leave(em, concerned, effect, report, entry);
      return true;
    case 'SUSPENDED':
      await suspendAward(em, award.id, effect.from);
      break;
    case 'TERMINATED':
    case 'NEVER_DUE':
      await terminate(em, concerned, effect, happening);
      break;
    case 'RECALCULATION_DUE':
      await recordAwardEvent(em, award.id, facts === null ? entry : { ...entry, kind: 'RECALCULATED' }, note);
      if (facts !== null) await recompute(em, award, facts, effect.from, today);
      return true;
    case 'CONTINUES':
      break;
    default:
      effect satisfies never;
  }
  await recordAwardEvent(em, award.id, entry, note);
  return true;
}
