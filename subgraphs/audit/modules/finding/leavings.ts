import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { leaving } from '../engagement/engagement.service.js';
import type { Leaving } from '../engagement/leaving.js';

/** Engagements in which ministries were asked about findings and which have not ended, with what leaves under the key of each. */
export async function leavings(em: EntityManager, today: CivilDate): Promise<ReadonlyMap<string, Leaving>> {
  const asked = await em.execute<{ id: string }[]>('select distinct engagement::text as id from finding where assigned_to is not null order by id');
  const found = new Map<string, Leaving>();
  for (const { id } of asked) {
    const under = await leaving(em, id, today);
    if (under !== null) found.set(id, under);
  }
  return found;
}
