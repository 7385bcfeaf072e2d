import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import { adoptionHeardAt } from '../feeds/adoption-heard.js';

/** Brothers and sisters of children, as the databank has them; on the register of a region without shielded ones. */
export const siblingsOf = definePathLoader<string, string[]>(onRegister, async (em, iins) => {
  const rows = await em.execute<{ iin: string; sibling: string }[]>(
    'select iin, sibling_iin as sibling from care_sibling where iin in (?) and sealed_on is null order by iin, sibling_iin', [[...iins]]);
  return groupByKey(iins, rows, ({ iin }) => iin).map((found) => found.map(({ sibling }) => sibling));
});

/** Who is a brother or sister of any of some children. */
export const pairedWith = async (em: EntityManager, iins: readonly string[]): Promise<string[]> =>
  (await em.execute<{ sibling: string }[]>('select distinct sibling_iin as sibling from care_sibling where iin = any (?::text[]) and sealed_on is null', [textArray(iins)])).map(({ sibling }) => sibling);

/** Says of two children that they are brothers or sisters; each is the other's. What adoption has sealed stays sealed beside it. */
export const joinSiblings = (em: EntityManager, one: string, other: string, source: string): Promise<unknown> =>
  em.execute(
    `insert into care_sibling (iin, sibling_iin, source) values (?, ?, ?), (?, ?, ?) on conflict (iin, sibling_iin) where sealed_on is null do nothing`, [one, other, source, other, one, source]);

const SEAL = 'update care_sibling set sealed_on = ? where (iin = ? or sibling_iin = ?) and sealed_on is null';

/** After an adoption nothing leads from the brothers and sisters to the child any more (art. 102). */
export const sealSiblings = (em: EntityManager, iin: string, day: CivilDate): Promise<unknown> => em.execute(SEAL, [day, iin, iin]);

/** The same of an adoption that the civil registry tells of: whose brother or sister the child was said to be since it was first told has nothing to do with it. */
export const sealSiblingsOf = async (em: EntityManager, iin: string, day: CivilDate): Promise<unknown> =>
  em.execute(`${SEAL} and recorded_at <= coalesce(?::timestamptz, 'infinity')`, [day, iin, iin, await adoptionHeardAt(em, iin, day)]);
