import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';

/** When the civil registry's word of a child's adoption on a day was first applied: it repeats the whole history with every change of parentage. */
const HEARD = `
  select min(received_at)::text as at from inbox
   where feed = 'life-events' and type = 'PARENTAGE' and state = 'APPLIED' and subjects @> array[?] and data ->> 'iin' = ? and data -> 'parents' @> ?::jsonb`;

/** Null where it is heard now for the first time. */
export async function adoptionHeardAt(em: EntityManager, iin: string, day: CivilDate): Promise<string | null> {
  const [row] = await em.execute<{ at: string | null }[]>(HEARD, [iin, iin, JSON.stringify([{ basis: 'ADOPTION', from: day, to: null }])]);
  return row?.at ?? null;
}
