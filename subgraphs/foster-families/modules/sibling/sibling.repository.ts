import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';

/** Brothers and sisters of children, as the databank has them; on the register of a region without shielded ones. */
export const siblingsOf = definePathLoader<string, string[]>(onRegister, async (em, iins) => {
  const rows = await em.execute<{ iin: string; sibling: string }[]>(
    'select iin, sibling_iin as sibling from care_sibling where iin in (?) and sealed_on is null order by iin, sibling_iin', [[...iins]]);
  return groupByKey(iins, rows, ({ iin }) => iin).map((found) => found.map(({ sibling }) => sibling));
});

/** Says of two children that they are brothers or sisters; each is the other's. */
export const joinSiblings = (em: EntityManager, one: string, other: string, source: string): Promise<unknown> =>
  em.execute(
    `insert into care_sibling (iin, sibling_iin, source) values (?, ?, ?), (?, ?, ?) on conflict (iin, sibling_iin) do nothing`, [one, other, source, other, one, source]);

/** After an adoption nothing leads from the brothers and sisters to the child any more (art. 102). */
export const sealSiblings = (em: EntityManager, iin: string, day: CivilDate): Promise<unknown> =>
  em.execute('update care_sibling set sealed_on = ? where (iin = ? or sibling_iin = ?) and sealed_on is null', [day, iin, iin]);
