import type { EntityManager } from '@mikro-orm/postgresql';
import { earliest, monthStart } from '../../../shared/calendar.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import { CannotApply } from '../../../shared/feeds/failure.js';
import { holdPeople } from '../access/nation.js';
import { sealTold } from '../award/adoption.feed.js';
import { insertAward } from '../award/award-state.repository.js';
import { changeAmounts } from '../job/job.js';
import { BenefitProgrammeCode, revealsCare } from '../programme/programme-code.type.js';
import { awardBefore, awardsInTheWay, isOvertaken, keepEntitlement, type KnownEntitlement, lockEntitlement } from './due-entitlement.repository.js';
import { endFrom, followEntitlement, noteOfEvent } from './follow-entitlement.js';
import { amountsToldIn, type EntitlementEvent, isVoid, lastDay, type ToldEntitlement } from './told-entitlement.js';

function programmeOf({ programme }: ToldEntitlement): BenefitProgrammeCode {
  const found = Object.values(BenefitProgrammeCode).find((code) => code === programme);
  if (found === undefined || !revealsCare(found)) throw new CannotApply('The programme is none that guardianship bodies decide.');
  return found;
}

/** An award for what became due, in the body's name; its internal key. */
async function assign(em: EntityManager, event: EntitlementEvent): Promise<string> {
  const { data } = event;
  const note = noteOfEvent(event);
  const members = data.children.filter((child) => !isVoid(child)).map((child) => ({ iin: child.iin, since: child.from, until: lastDay(child) }));
  return insertAward(em, {
    programme: programmeOf(data),
    component: data.component,
    recipientIin: data.payeeIin,
    recipientBin: data.payeeBin,
    regionKato: data.regionKato,
    decidingBody: data.bodyBin,
    occurredOn: earliest(data.from, note.receivedOn),
    receivedOn: note.receivedOn,
    decidedOn: note.receivedOn,
    since: data.from,
    until: lastDay(data),
    children: members.map(({ iin }) => iin),
    members,
    amounts: amountsToldIn(data),
  }, note);
}

type Kept = Pick<KnownEntitlement, 'awardId' | 'decidesFrom'>;

const NOTHING_DUE: Kept = { awardId: null, decidesFrom: null };

/** The award of an entitlement that is new here: that by which it was paid already, from this month on, or another one; none where it never came to anything, or nobody may know for whom. */
async function awardOfNew(em: EntityManager, event: EntitlementEvent): Promise<Kept> {
  const { data, receivedOn } = event;
  programmeOf(data);
  const before = await awardBefore(em, data);
  const nothing = isVoid(data) || data.amounts.length === 0 || data.children.length === 0;
  if (before === null && nothing) return NOTHING_DUE;
  const decidesFrom = before === null ? null : monthStart(receivedOn);
  const others = nothing ? [] : (await awardsInTheWay(em, data)).filter(({ id }) => id !== before?.id);
  for (const award of others) await endFrom(em, award, decidesFrom ?? data.from, noteOfEvent(event));
  return { awardId: before?.id ?? (await assign(em, event)), decidesFrom };
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
  await sealTold(em, data.children.map(({ iin }) => iin));
  await keepEntitlement(em, event, { awardId, decidesFrom });
}

/**
 * What guardianship bodies have made due becomes an award in their name, which the whole machinery of awards shows and pays; only they
 * change it, by telling the next version. A version that was told before, or is older, changes nothing.
 */
export const applyDueEntitlements: Apply<ToldEntitlement> = async (em, events) => {
  for (const event of events.toSorted((a, b) => a.position - b.position)) await applyOne(em, event);
};
