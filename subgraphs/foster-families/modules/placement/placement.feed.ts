import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Apply, ReceivedEvent } from '../../../shared/feeds/consume.js';
import type { DataFor, TypeFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { CannotApply } from '../../../shared/feeds/failure.js';
import { closeDead, forgetAdopted } from '../candidate/candidate.feed.js';
import { lockChildren } from '../child/known-child.repository.js';
import { keepDeaths } from '../child/known-child.feed.js';
import { holdFamilies, refreshFamilies } from '../entitlement/refresh-family.js';
import { keepCarersDeaths } from '../family/carer.feed.js';
import { tellChanges, toldOf } from '../feeds/told.js';
import { endNeeds, withNeeds } from '../need/keep-in-step.js';
import { giveUpPlans, sealPlans } from '../plan/follow-plans.js';
import { recordChange } from './placement-event.repository.js';
import type { PlacementEndReason } from './placement-reason.type.js';
import { closePlacement, endShielding, placementsWhere } from './placement-state.repository.js';

type Data<Type extends TypeFor<typeof LIFE_EVENTS, 'foster-families'>> = DataFor<typeof LIFE_EVENTS, 'foster-families', Type>;

/** Something in a child's life that ends its placements. */
interface Ending {
  readonly iin: string;
  readonly day: CivilDate;
  readonly receivedOn: CivilDate;
}

/** How an event in the civil registry ends placements. */
interface EndingRule {
  readonly reason: PlacementEndReason;
  /** SQL true of a placement (`p`) that an ending (`e`) ends. */
  readonly ends: string;
  /** SQL true of one that it seals, whether it lasted until then or had ended before; null where it seals nothing. */
  readonly seals: string | null;
}

/** Whatever was recorded beyond a death did not happen, also a later end; of a death that a body recorded too early the civil registry's day counts. */
const DEATH: EndingRule = {
  reason: 'DEATH',
  ends: `((p.valid_to > e.day) is not false or (p.end_reason = 'DEATH' and p.valid_to < e.day and not exists (select 1 from placement n where n.iin = p.iin and n.id <> p.id and n.valid_from >= p.valid_to)))`,
  seals: null,
};

/** What began on the day of the adoption or later has nothing to do with it; where the child was before is a secret from then on, also where that had ended on that very day, or years ago. */
const ADOPTION: EndingRule = { reason: 'ADOPTED', ends: 'p.valid_from < e.day and (p.valid_to is null or p.valid_to > e.day)', seals: 'p.valid_from < e.day and p.sealed_on is null' };

const SOURCE = 'Civil registry';
const OF_REGISTRY = { source: SOURCE, by: null };

/** Seals what came before; no shielding of it is left to be lifted by anybody. */
async function sealBefore(em: EntityManager, seals: string, { iin, day }: Ending): Promise<void> {
  const sealed = await em.execute<{ id: string }[]>(`update placement p set sealed_on = e.day from (select ?::text as iin, ?::date as day) e where p.iin = e.iin and ${seals} returning p.id::text`, [iin, day]);
  for (const { id } of sealed) await endShielding(em, id, day);
}

async function endOne(em: EntityManager, { reason, ends, seals }: EndingRule, ending: Ending): Promise<void> {
  const { iin, day, receivedOn } = ending;
  const placements = await placementsWhere(em, `exists (select 1 from (select ?::text as iin, ?::date as day) e where p.iin = e.iin and ${ends} and (p.valid_to is null or p.valid_to > p.valid_from or p.valid_to < e.day))`, [iin, day]);
  for (const { id } of placements) {
    await closePlacement(em, id, day, reason);
    await endShielding(em, id, day);
    await recordChange(em, id, { kind: 'ENDED', occurredOn: day, receivedOn, source: SOURCE });
  }
  if (seals !== null) await sealBefore(em, seals, ending);
}

/** Those endings that end anything, or seal it. Most events are about children who were never placed. */
const endingAnything = (em: EntityManager, { ends, seals }: EndingRule, endings: readonly Ending[]): Promise<Ending[]> =>
  em.execute<Ending[]>(
    `select e.iin, e.day, e."receivedOn" from jsonb_to_recordset(?::jsonb) as e(iin text, day date, "receivedOn" date)
      where exists (select 1 from placement p where p.iin = e.iin and ((${ends}) or (${seals ?? 'false'}))) order by e.iin, e.day`, [JSON.stringify(endings)]);

/** Ends placements; `families` are held beside those of the children. */
async function endPlacements(em: EntityManager, rule: EndingRule, endings: readonly Ending[], families: readonly string[] = []): Promise<void> {
  const concerned = await endingAnything(em, rule, endings);
  const iins = concerned.map(({ iin }) => iin);
  const children = new Map((await lockChildren(em, iins)).map((child) => [child.iin, child]));
  await holdFamilies(em, iins, families);
  for (const ending of concerned) {
    const child = children.get(ending.iin);
    if (child === undefined) throw new CannotApply('A placed child is not known by birth.');
    const before = await toldOf(em, child);
    await endOne(em, rule, ending);
    await tellChanges(em, { child, occurredOn: ending.day, today: ending.receivedOn }, before);
  }
}

/** The same of records in the databank: of children who are in it, whether they are placed or not. */
async function endRecords(em: EntityManager, closing: 'DEATH' | 'PLACED_IN_FAMILY', endings: readonly Ending[]): Promise<void> {
  const concerned = await withNeeds(em, endings);
  await lockChildren(em, concerned.map(({ iin }) => iin));
  for (const ending of concerned) await endNeeds(em, closing, ending);
}

/** A child's placements end with its life; a dead child is placed no more. A dead carer is paid no more. */
export const applyDeaths: Apply<Data<'DEATH'>> = async (em, events) => {
  const deaths = events.map(({ data, receivedOn }) => ({ ...data, receivedOn }));
  await keepDeaths(em, deaths);
  const carers = await keepCarersDeaths(em, deaths);
  const endings = events.map(({ data: { iin, diedOn }, receivedOn }) => ({ iin, day: diedOn, receivedOn }));
  await endPlacements(em, DEATH, endings, carers.map(({ family }) => family));
  await endRecords(em, 'DEATH', endings);
  await giveUpPlans(em, endings.map((ending) => ({ ...ending, reason: DEATH.reason })), OF_REGISTRY);
  await closeDead(em, endings);
  for (const { family, diedOn, receivedOn } of carers) await refreshFamilies(em, [family], { occurredOn: diedOn, today: receivedOn });
};

/** Adoptions that hold, among all parentages of a child; both parents' are one. */
const adoptionsOf = ({ data: { iin, parents }, receivedOn }: ReceivedEvent<Data<'PARENTAGE'>>): Ending[] =>
  [...new Set(parents.flatMap(({ basis, from, to }) => (basis === 'ADOPTION' && to === null ? [from] : [])))].map((day) => ({ iin, day, receivedOn }));

/** A placement that leads to adoption ends with it, and all before it is a secret from then on (Code on Marriage and Family, 102). */
export async function endByAdoption(em: EntityManager, endings: readonly Ending[]): Promise<void> {
  // Held before anything is looked for: a record that somebody begins meanwhile is closed and sealed, too.
  await lockChildren(em, endings.map(({ iin }) => iin));
  await endPlacements(em, ADOPTION, endings);
  await endRecords(em, 'PLACED_IN_FAMILY', endings);
  const adoptions = endings.map((ending) => ({ ...ending, reason: ADOPTION.reason }));
  await giveUpPlans(em, adoptions, OF_REGISTRY);
  await sealPlans(em, adoptions);
  await forgetAdopted(em, endings);
}

export const applyParentages: Apply<Data<'PARENTAGE'>> = (em, events) => endByAdoption(em, events.flatMap(adoptionsOf));
