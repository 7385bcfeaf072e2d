import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Database } from '../../../shared/database/database.js';
import { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import type { FollowUp } from '../../../shared/feeds/follow-up.js';
import { refreshFamily } from './refresh-family.js';

/** Families in one round: another one follows as soon as benefits has come further. */
const ROUND = 500;

/**
 * Families whose money was computed with figures of before, or never, as long as a child is placed there: those that were placed before
 * money was computed here, and all of them after a change of an index.
 */
const BEHIND = `
  select p.family_id::text as id from placement p left join family_money m on m.family_id = p.family_id
   where p.family_id is not null and p.form <> 'GUEST' and p.awaited_event is null and p.sealed_on is null and (p.valid_to is null or p.valid_to > ?::date)
     and (m.family_id is null or m.figures_at < (select max(told_at) from index_parameter))
     and exists (select 1 from index_parameter)
   group by 1 order by min(p.id) limit ${ROUND}`;

const behind = async (em: EntityManager, today: CivilDate): Promise<string[]> => (await em.execute<{ id: string }[]>(BEHIND, [today])).map(({ id }) => id);

/** Computes what is behind, each family in a transaction of its own: one that fails stops no other. */
export async function catchUp(database: Database, today: CivilDate): Promise<void> {
  const failures: unknown[] = [];
  for (const family of await database.feeds((em) => behind(em, today))) {
    await database.feeds((em) => refreshFamily(em, family, today)).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** Looked at whenever benefits pulls: a process that nobody asks computes nothing ahead. */
export const catchingUp: FollowUp = { contract: DUE_ENTITLEMENTS, failure: 'what care makes due was not computed', run: catchUp };
