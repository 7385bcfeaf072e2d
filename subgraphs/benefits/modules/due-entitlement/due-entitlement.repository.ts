import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import { type AwardState, lockAwards } from '../award/award-state.repository.js';
import { KEEP_PROGRAMMES } from '../programme/programme-code.type.js';
import { type EntitlementEvent, isVoid, type ToldEntitlement } from './told-entitlement.js';

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

/** Whether a guardianship body has told of an award. */
export const isTold = async (em: EntityManager, awardId: string): Promise<boolean> =>
  (await em.execute<object[]>('select 1 from due_entitlement where award_id = ?', [awardId])).length > 0;

const KEEP = `
  insert into due_entitlement (entitlement, version, award_id, act, told_on, decides_from, carer_iin, programme, days) values (?, ?, ?, ?, ?, ?, ?, ?, daterange(?::date, ?::date))
  on conflict (entitlement) do update set version = excluded.version, award_id = excluded.award_id, act = excluded.act, told_on = excluded.told_on, decides_from = excluded.decides_from,
    carer_iin = excluded.carer_iin, programme = excluded.programme, days = excluded.days`;

/** Keeps what was told last, and its award. Fails for a second pay of a programme for the same carer and days. */
export function keepEntitlement(em: EntityManager, { data, receivedOn }: EntitlementEvent, { awardId, decidesFrom }: Pick<KnownEntitlement, 'awardId' | 'decidesFrom'>): Promise<unknown> {
  const { entitlement, version, act, programme, component, payeeIin, from, to } = data;
  return em.execute(KEEP, [entitlement, version, awardId, act, receivedOn, decidesFrom, component === 'CARER_PAY' ? payeeIin : null, programme, from, isVoid(data) ? from : to]);
}

/**
 * Whether an earlier version is still to be applied here. An event that names neither child nor person is about nobody, so that neither
 * what is parked nor what comes first in a page holds it back.
 */
export const isOvertaken = async (em: EntityManager, { position, subjects, data: { entitlement, version } }: EntitlementEvent): Promise<boolean> =>
  subjects.length === 0 && version > 1 &&
  (await em.execute<object[]>(`select 1 from inbox where feed = ? and position < ? and data ->> 'entitlement' = ? limit 1`, [DUE_ENTITLEMENTS.name, position, entitlement])).length > 0;

/** SQL that is true of an award `a` of before the feed, which nobody told of. */
export const UNTOLD = 'not exists (select 1 from due_entitlement d where d.award_id = a.id)';

const AT_THE_TIME = `a.component = ? and a.since < coalesce(?::date, 'infinity') and (a.until is null or a.until >= ?) and ${UNTOLD}`;

const timeOf = ({ component, from, to }: ToldEntitlement): unknown[] => [component, to, from];

/** For one of the children. */
const FOR_CHILD = 'exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = any (?::text[]) and not c.never_due)';

const EVER_DUE = 'exists (select 1 from benefit_award_child c where c.award_id = a.id and not c.never_due)';

const childrenOf = ({ children }: ToldEntitlement): string => textArray(children.map(({ iin }) => iin));

/** Awards of the same programme by which an entitlement was paid to its payee for its child before anybody told of it, those as well that have ended. */
export const awardsBefore = (em: EntityManager, told: ToldEntitlement): Promise<AwardState[]> =>
  lockAwards(em, `${AT_THE_TIME} and ${FOR_CHILD} and a.programme = ? and a.recipient_iin is not distinct from ? and a.recipient_bin is not distinct from ?`,
    [...timeOf(told), childrenOf(told), told.programme, told.payeeIin, told.payeeBin]);

/** Awards of the same right of before the feed, those as well that have ended: a child's keep, whoever receives it, and a carer's pay, for whichever child. */
export async function awardsInTheWay(em: EntityManager, told: ToldEntitlement): Promise<AwardState[]> {
  if (told.component === 'CARER_PAY') return lockAwards(em, `${AT_THE_TIME} and ${EVER_DUE} and a.programme = ? and a.recipient_iin = ?`, [...timeOf(told), told.programme, told.payeeIin]);
  if (told.component !== 'CHILD_MONEY') return [];
  const programmes = KEEP_PROGRAMMES.some((keep) => keep === told.programme) ? KEEP_PROGRAMMES : [told.programme];
  return lockAwards(em, `${AT_THE_TIME} and ${FOR_CHILD} and a.programme = any (?::text[])`, [...timeOf(told), childrenOf(told), textArray(programmes)]);
}

/** First days of what was paid once for the adoption of a child before anybody told of it, whoever received it. */
export const paidOnceBefore = async (em: EntityManager, told: ToldEntitlement): Promise<CivilDate[]> =>
  (await lockAwards(em, `a.component = 'BENEFIT' and a.programme = ? and ${UNTOLD} and ${FOR_CHILD}`, [told.programme, childrenOf(told)])).map(({ since }) => since);
