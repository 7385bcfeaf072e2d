import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Database } from '../../../shared/database/database.js';
import { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import type { FollowUp } from '../../../shared/feeds/follow-up.js';
import { refreshBehind } from './refresh-family.js';

/** Families in one round: another one follows as soon as benefits has come further. */
const ROUND = 500;

/**
 * Families whose money was computed with figures of before, or could not be, whatever has ended since: an index may be corrected for days
 * that have passed. And those where a child is placed of which it was never asked: they were placed before money was computed here.
 */
const BEHIND = `
  select family_id::text as id from (
    select m.family_id from family_money m where m.figures_at is null or m.figures_at < (select max(told_at) from index_parameter)
    union
    select p.family_id from placement p
     where p.family_id is not null and p.form <> 'GUEST' and p.awaited_event is null and p.sealed_on is null and (p.valid_to is null or p.valid_to >= ?::date)
       and not exists (select 1 from family_money m where m.family_id = p.family_id)) behind
   where exists (select 1 from index_parameter) order by family_id limit ${ROUND}`;

const behind = async (em: EntityManager, today: CivilDate): Promise<string[]> => (await em.execute<{ id: string }[]>(BEHIND, [today])).map(({ id }) => id);

/** Computes what is behind, each family in a transaction of its own: one that fails stops no other. */
export async function catchUp(database: Database, today: CivilDate): Promise<void> {
  const failures: unknown[] = [];
  for (const family of await database.feeds((em) => behind(em, today))) {
    await database.feeds((em) => refreshBehind(em, family, today)).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** Looked at whenever benefits pulls: a process that nobody asks computes nothing ahead. */
export const catchingUp: FollowUp = { contract: DUE_ENTITLEMENTS, failure: 'what care makes due was not computed', run: catchUp };
