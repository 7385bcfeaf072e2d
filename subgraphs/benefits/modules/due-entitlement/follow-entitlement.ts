import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import { addDays, latest, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { type AmountPeriod, amountsWithin } from '../../../shared/rules/amount-periods.js';
import { recordAwardEvent } from '../award/award-event.repository.js';
import { type AwardState, cutAmounts, endAmounts, lockAwards, markNeverDue, resumeAwardRow, terminateAward, writeAmounts } from '../award/award-state.repository.js';
import { followAmounts, followAward } from '../payment/follow-award.js';
import { firstDifference, goesOn } from './amount-difference.js';
import { rewriteChildren } from './children-told.js';
import { amountsToldIn, type EntitlementEvent, fromDay, isVoid, lastDay, type ToldEntitlement } from './told-entitlement.js';

/** As a journal has it: the register of another body told of it. */
export const noteOfEvent = ({ occurredOn, receivedOn }: EntitlementEvent): JournalNote => ({ occurredOn: occurredOn < receivedOn ? occurredOn : receivedOn, receivedOn, source: 'foster-families', by: null });

/** Whether something has ended it; a birthday that lies ahead, and the day of what is due once, are only its last day. */
const isOver = ({ to, endReason }: ToldEntitlement): boolean => to !== null && endReason !== null && endReason !== 'MAJORITY';

const UPDATE = `
  update benefit_award set since = ?, until = ?::date, region_kato = ?, deciding_body = ?, status = ?, suspended_from = null,
         end_reason = ?, end_occurred_on = ?::date, end_received_on = ?::date
   where id = ?`;

/** Writes days, place and end of an award as they were told. */
async function rewrite(em: EntityManager, award: AwardState, data: ToldEntitlement, { occurredOn, receivedOn }: JournalNote): Promise<void> {
  const over = isOver(data);
  const status = over ? 'TERMINATED' : 'ACTIVE';
  const end = over ? [data.endReason ?? 'PLACEMENT_ENDED', occurredOn, receivedOn] : [null, null, null];
  await em.execute(UPDATE, [data.from, lastDay(data), data.regionKato, data.bodyBin, status, ...end, award.id]);
}

interface AmountRow extends Omit<AmountPeriod, 'exact' | 'gross' | 'withheld'> {
  readonly exact: string;
  readonly gross: string;
}

const heldAmounts = async (em: EntityManager, awardId: string): Promise<AmountPeriod[]> =>
  (await em.execute<AmountRow[]>('select valid_from as "from", valid_to as "to", tier, exact::text, gross::text, rule_version as "ruleVersion" from benefit_award_amount where award_id = ? order by valid_from', [awardId]))
    .map((row) => ({ ...row, exact: new Decimal(row.exact), gross: new Decimal(row.gross), withheld: new Decimal(0) }));

/**
 * Has the amounts of an award follow what was told: they end with it, so that of one that has ended no row tells a day that would have come
 * later; one that holds longer than it did goes on, and others take the place of what was there from the first day on which they differ. That
 * day, and the first from which payments follow, or null: months of which days have been added are judged by their first.
 */
async function rewriteAmountsTold(em: EntityManager, awardId: string, data: ToldEntitlement, from: CivilDate): Promise<{ readonly changed: CivilDate | null; readonly payFrom: CivilDate | null }> {
  const told = amountsWithin(amountsToldIn(data), [{ from, to: data.to }]);
  if (data.to !== null) await endAmounts(em, awardId, data.to);
  const longer = goesOn(await heldAmounts(em, awardId), told, from);
  if (longer !== null) await em.execute('update benefit_award_amount set valid_to = ?::date where award_id = ? and valid_to = ?', [longer.to, awardId, longer.from]);
  const changed = firstDifference(await heldAmounts(em, awardId), told, from);
  if (changed !== null) {
    await endAmounts(em, awardId, changed);
    await writeAmounts(em, awardId, amountsWithin(told, [{ from: changed, to: null }]));
  }
  return { changed, payFrom: longer === null ? changed : latest(from, monthStart(longer.from)) };
}

/** Lifts a suspension of before the feed: the body says from when it is due, and what was not paid until then stays unpaid. */
async function resume(em: EntityManager, { id, suspendedFrom }: AwardState, from: CivilDate, note: JournalNote): Promise<void> {
  if (suspendedFrom === null) return;
  if (suspendedFrom < from) await cutAmounts(em, id, suspendedFrom, from);
  await resumeAwardRow(em, id);
  await recordAwardEvent(em, id, { kind: 'RESUMED', effectiveFrom: latest(suspendedFrom, from) }, note);
}

/** Ends what was never due. */
async function undo(em: EntityManager, award: AwardState, note: JournalNote): Promise<void> {
  await terminateAward(em, award.id, addDays(award.since, -1), { ...note, reason: 'PLACEMENT_ENDED' });
  await markNeverDue(em, award.id);
  await endAmounts(em, award.id, award.since);
  await recordAwardEvent(em, award.id, { kind: 'NEVER_DUE', effectiveFrom: award.since, noRightFrom: award.since }, note);
}

/** What an entry says of a change of days: nothing where there is none. */
function daysEntry(award: AwardState, data: ToldEntitlement): { readonly kind: 'TERMINATED' | 'RESUMED' | 'CONTINUES'; readonly effectiveFrom: CivilDate | null } | null {
  const until = lastDay(data);
  if (isOver(data)) return award.status === 'TERMINATED' && award.until === until ? null : { kind: 'TERMINATED', effectiveFrom: data.to };
  if (award.status === 'TERMINATED') return { kind: 'RESUMED', effectiveFrom: award.until === null ? null : addDays(award.until, 1) };
  return award.until === until && award.since === data.from ? null : { kind: 'CONTINUES', effectiveFrom: null };
}

/** Ends, from a day on, an award that nobody told of, or that was paid before anybody did. What is over by then stays as it ended. */
export async function endFrom(em: EntityManager, award: AwardState, from: CivilDate, note: JournalNote): Promise<void> {
  if (award.until !== null && award.until < from) return;
  await resume(em, award, from, note);
  if (award.since >= from) await undo(em, award, note);
  else {
    await terminateAward(em, award.id, addDays(from, -1), { ...note, reason: 'PLACEMENT_ENDED' });
    await endAmounts(em, award.id, from);
    await recordAwardEvent(em, award.id, { kind: 'TERMINATED', effectiveFrom: from }, note);
  }
  await followAward(em, award.id);
}

/** What was told of an award's own days: one that was paid before keeps its first day, another begins where the body decides. */
function withinAward(data: ToldEntitlement, { since }: AwardState, decidesFrom: CivilDate): ToldEntitlement {
  const from = since < decidesFrom ? since : latest(data.from, decidesFrom);
  return { ...fromDay(data, from), from };
}

/**
 * Has an award, and the payments that were made of it, follow what was told. Of one that was paid before anybody told of it only from
 * `decidesFrom` on: the months before stand as they were decided.
 */
async function follow(em: EntityManager, award: AwardState, event: EntitlementEvent, decidesFrom: CivilDate | null): Promise<void> {
  const note = noteOfEvent(event);
  const data = decidesFrom === null ? event.data : withinAward(event.data, award, decidesFrom);
  if (isVoid(event.data) || isVoid(data)) return decidesFrom === null ? undo(em, award, note) : endFrom(em, award, decidesFrom, note);
  await resume(em, award, decidesFrom ?? data.from, note);
  await rewrite(em, award, data, note);
  await rewriteChildren(em, award, data, event.occurredOn);
  const entry = daysEntry(award, data);
  if (entry !== null) await recordAwardEvent(em, award.id, entry, note);
  const { changed, payFrom } = await rewriteAmountsTold(em, award.id, data, latest(event.data.from, decidesFrom ?? event.data.from));
  if (changed !== null) await recordAwardEvent(em, award.id, { kind: 'RECALCULATED', effectiveFrom: changed }, note);
  if (payFrom !== null) await followAmounts(em, award.id, payFrom);
}

/** The next version of an entitlement that has an award. */
export async function followEntitlement(em: EntityManager, awardId: string, event: EntitlementEvent, decidesFrom: CivilDate | null): Promise<void> {
  const [award] = await lockAwards(em, 'a.id = ?', [awardId]);
  if (award === undefined) throw new RangeError('An award is gone.');
  await follow(em, award, event, decidesFrom);
  await followAward(em, awardId);
}
