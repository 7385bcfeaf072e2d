import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { type AwardState, lockAwards } from '../award/award-state.repository.js';
import type { EntitlementEvent, ToldEntitlement } from './told-entitlement.js';

/** What was told of an entitlement before. */
export interface KnownEntitlement {
  readonly version: number;
  /** Internal key of its award; null where nothing was ever due. */
  readonly awardId: string | null;
  /** From when on what is told counts, of an award that was there before; null for one that was made by what was told. */
  readonly decidesFrom: CivilDate | null;
}

/** Held until the transaction ends; null for one that is new. */
export const lockEntitlement = async (em: EntityManager, entitlement: string): Promise<KnownEntitlement | null> =>
  (await em.execute<KnownEntitlement[]>('select version, award_id::text as "awardId", decides_from as "decidesFrom" from due_entitlement where entitlement = ? for update', [entitlement]))[0] ?? null;

/** Keeps what was told last, and its award. */
export const keepEntitlement = (em: EntityManager, { data: { entitlement, version, act }, receivedOn }: EntitlementEvent, { awardId, decidesFrom }: Pick<KnownEntitlement, 'awardId' | 'decidesFrom'>): Promise<unknown> =>
  em.execute(
    `insert into due_entitlement (entitlement, version, award_id, act, told_on, decides_from) values (?, ?, ?, ?, ?, ?)
     on conflict (entitlement) do update set version = excluded.version, award_id = excluded.award_id, act = excluded.act, told_on = excluded.told_on, decides_from = excluded.decides_from`,
    [entitlement, version, awardId, act, receivedOn, decidesFrom]);

/** Awards of before the feed, which nobody told of: for one of the children, at that time. */
const UNTOLD = `a.programme = ? and a.component = ? and a.since < coalesce(?::date, 'infinity') and (a.until is null or a.until >= ?)
  and not exists (select 1 from due_entitlement d where d.award_id = a.id)
  and exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = any (?::text[]) and not c.never_due)`;

const untold = ({ programme, component, from, to, children }: ToldEntitlement): unknown[] => [programme, component, to, from, textArray(children.map(({ iin }) => iin))];

/** The award by which an entitlement was paid before anybody told of it: the one in force, else the last. */
export async function awardBefore(em: EntityManager, told: ToldEntitlement): Promise<AwardState | null> {
  const found = await lockAwards(em, `${UNTOLD} and a.recipient_iin is not distinct from ? and a.recipient_bin is not distinct from ?`, [...untold(told), told.payeeIin, told.payeeBin]);
  return found.findLast(({ status }) => status === 'ACTIVE' || status === 'SUSPENDED') ?? found.at(-1) ?? null;
}

/** Awards of the same right of a child for anybody else: what nobody told of gives way to what was. */
export const awardsInTheWay = (em: EntityManager, told: ToldEntitlement): Promise<AwardState[]> =>
  told.component === 'CHILD_MONEY' ? lockAwards(em, `${UNTOLD} and a.status in ('ACTIVE', 'SUSPENDED')`, untold(told)) : Promise.resolve([]);
