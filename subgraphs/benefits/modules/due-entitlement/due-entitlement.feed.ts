import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays, earliest, latest, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import { CannotApply } from '../../../shared/feeds/failure.js';
import { amountsWithin } from '../../../shared/rules/amount-periods.js';
import { holdPeople } from '../access/nation.js';
import { adoptedOn, sealTold } from '../award/adoption.feed.js';
import { type AwardState, insertAward } from '../award/award-state.repository.js';
import { changeAmounts } from '../job/job.js';
import { BenefitProgrammeCode, revealsCare } from '../programme/programme-code.type.js';
import { awardsBefore, awardsInTheWay, isOvertaken, keepEntitlement, type KnownEntitlement, lockEntitlement, paidOnceBefore } from './due-entitlement.repository.js';
import { endFrom, followEntitlement, noteOfEvent } from './follow-entitlement.js';
import { amountsToldIn, type EntitlementEvent, fromDay, isNothing, isVoid, lastDay, type ToldEntitlement } from './told-entitlement.js';

function programmeOf({ programme }: ToldEntitlement): BenefitProgrammeCode {
  const found = Object.values(BenefitProgrammeCode).find((code) => code === programme);
  if (found === undefined || !revealsCare(found)) throw new CannotApply('The programme is none that guardianship bodies decide.');
  return found;
}

/** An award for what is due here of what was told, in the body's name; its internal key. */
async function assign(em: EntityManager, event: EntitlementEvent, data: ToldEntitlement): Promise<string> {
  const note = noteOfEvent(event);
  const members = data.children.filter((child) => !isVoid(child)).map((child) => ({ iin: child.iin, since: child.from, until: lastDay(child) }));
  return insertAward(em, {
    programme: programmeOf(data),
    component: data.component,
    recipientIin: data.payeeIin,
    recipientBin: data.payeeBin,
    regionKato: data.regionKato,
    decidingBody: data.bodyBin,
    occurredOn: earliest(event.data.from, note.receivedOn),
    receivedOn: note.receivedOn,
    decidedOn: note.receivedOn,
    since: data.from,
    until: lastDay(data),
    children: members.map(({ iin }) => iin),
    members,
    amounts: amountsWithin(amountsToldIn(data), [data]),
  }, note);
}

type Kept = Pick<KnownEntitlement, 'awardId' | 'decidesFrom'>;

const NOTHING_DUE: Kept = { awardId: null, decidesFrom: null };

/**
 * Whether the adoption was paid for before anybody told of it: what is due once is not due again. Which adoption it was for says its day, if
 * the child had been adopted before.
 */
async function wasPaidOnce(em: EntityManager, { data }: EntitlementEvent): Promise<boolean> {
  const before = data.component === 'BENEFIT' ? await paidOnceBefore(em, data) : [];
  if (before.length === 0) return false;
  const adopted = await adoptedOn(em, data.children.map(({ iin }) => iin), data.payeeIin);
  if (adopted === null) throw new CannotApply('The civil registry has not told of the adoption yet, and there is a payment for one.');
  return before.some((since) => since >= adopted);
}

const inForce = ({ status, until }: AwardState, month: CivilDate): boolean => (status === 'ACTIVE' || status === 'SUSPENDED') && (until === null || until >= month);

/**
 * From when on an entitlement decides beside an award of before: not for months that were decided, and may have been paid. Where that is in force it is
 * the month of receipt, or the one after the last that was paid elsewhere; the same for what was stopped for the same payee, whose months stay
 * unpaid as those of a suspension do. What ended for somebody else has decided nothing of what follows.
 */
function decidesBeside(award: AwardState, same: boolean, month: CivilDate): CivilDate {
  const { until, paidThrough } = award;
  if (inForce(award, month) || same || until === null) return paidThrough === null ? month : latest(month, monthStart(paidThrough, 1));
  return addDays(until, 1);
}

/** The award of an entitlement that is new here: that by which it was paid already, from this month on, or another one; none where it never came to anything, or nobody may know for whom. */
async function awardOfNew(em: EntityManager, event: EntitlementEvent): Promise<Kept> {
  const { data, receivedOn } = event;
  programmeOf(data);
  if (await wasPaidOnce(em, event)) return NOTHING_DUE;
  const [month, same, all] = [monthStart(receivedOn), await awardsBefore(em, data), await awardsInTheWay(em, data)];
  const before = same.findLast((award) => inForce(award, month)) ?? null;
  const others = all.filter(({ id }) => id !== before?.id);
  const isSame = ({ id }: AwardState): boolean => same.some((one) => one.id === id);
  const day = others.reduce((latestDay, award) => latest(latestDay, decidesBeside(award, isSame(award), month)), data.from);
  const due = before === null ? fromDay(data, day) : data;
  if (before === null && isNothing(due)) return NOTHING_DUE;
  const decidesFrom = before === null ? (day === data.from ? null : day) : month;
  for (const award of isNothing(due) ? [] : others) await endFrom(em, award, decidesFrom ?? data.from, noteOfEvent(event));
  return { awardId: before?.id ?? (await assign(em, event, due)), decidesFrom };
}

async function applyOne(em: EntityManager, event: EntitlementEvent): Promise<void> {
  const { data } = event;
  await changeAmounts(em);
  await holdPeople(em, event.subjects);
  const known = await lockEntitlement(em, data.entitlement);
  if (known !== null && known.version >= data.version) return;
  if (known === null && (await isOvertaken(em, event))) throw new CannotApply('An earlier version has not been applied yet.');
  const { awardId, decidesFrom } = known?.awardId == null ? await awardOfNew(em, event) : known;
  // One that is new, and over by now, says why.
  if (awardId !== null) await followEntitlement(em, awardId, event, decidesFrom);
  await keepEntitlement(em, event, { awardId, decidesFrom });
  await sealTold(em, data.children.map(({ iin }) => iin));
}

/**
 * What guardianship bodies have made due becomes an award in their name, which the whole machinery of awards shows and pays; only they
 * change it, by telling the next version. A version that was told before, or is older, changes nothing.
 */
export const applyDueEntitlements: Apply<ToldEntitlement> = async (em, events) => {
  for (const event of events.toSorted((a, b) => a.position - b.position)) await applyOne(em, event);
};
