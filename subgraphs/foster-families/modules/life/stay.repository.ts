import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';

/*
 * Foster and patronage families go on by a new contract (132-2(1), 134(1)), which is a placement of its own. The child has not moved: what
 * is to be done at least every so many months is counted through, or a contract a year would be a report, or a visit, less each year.
 */

const LASTED = (b: string): string => `${b}.form <> 'GUEST' and ${b}.awaited_event is null and ${b}.valid_from < ${b}.valid_to`;

/** SQL true of a placement (`p`) that goes on with life in the same family. */
const goesOn = (p: string): string => `exists (select 1 from placement b where b.iin = ${p}.iin and b.family_id = ${p}.family_id and b.valid_to = ${p}.valid_from and ${LASTED('b')})`;

/** SQL: the first day from which a child lives with the family of a placement (`p`) without a gap; its own first day where that begins something. */
export const stayedSince = (p: string): string => `case when not ${goesOn(p)} then ${p}.valid_from else (
  select max(f.valid_from) from placement f where f.iin = ${p}.iin and f.family_id = ${p}.family_id and ${LASTED('f')} and f.valid_from < ${p}.valid_from and not ${goesOn('f')}) end`;

/** SQL: the last day on which the child was seen there under the contracts before, or that first day. */
export const unseenSince = (p: string): string => `(select greatest(stay.since, (
  select max(v.visited_on) from placement b join placement_visit v on v.placement_id = b.id
   where stay.since < ${p}.valid_from and b.iin = ${p}.iin and b.family_id = ${p}.family_id and ${LASTED('b')} and v.child_seen and v.visited_on >= stay.since)) from (select ${stayedSince(p)} as since offset 0) stay)`;

/** How long a child has lived in the home of a placement. */
export interface Stay {
  /** The first day, under whatever contract. */
  readonly since: CivilDate;
  /** The last day on which it was seen before this contract; where it was not, the first. */
  readonly unseenSince: CivilDate;
}

const STAY = `select p.id::text, ${stayedSince('p')} as since, ${unseenSince('p')} as "unseenSince" from placement p where p.id`;

/** Stays by the internal keys of placements, wherever the contracts before were recorded. */
export const stayOf = definePathLoader<string, Stay | null>(onRegister, (em, placements) =>
  nationwide(em, async () => alignByKey(placements, await em.execute<(Stay & { readonly id: string })[]>(`${STAY} in (?)`, [[...placements]]), ({ id }) => id)));

/** The same of one, within a mutation. */
export async function readStay(em: EntityManager, placement: string): Promise<Stay> {
  const [stay] = await nationwide(em, () => em.execute<Stay[]>(`${STAY} = ?`, [placement]));
  if (stay === undefined) throw new Error('A placement that is held has gone.');
  return stay;
}
