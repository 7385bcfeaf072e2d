import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { EventData } from '../../../shared/feeds/contract.js';
import { LIST_COUNTS } from '../../../shared/feeds/contracts/list-counts.js';

/** A region's children of one list. */
export type CountedRegion = EventData<typeof LIST_COUNTS, 'LIST_COUNTED'>['regions'][number];

const on = (alias: string): string => `${alias}.superseded_at is null and ${alias}.valid_from <= list.day and (${alias}.valid_to is null or ${alias}.valid_to > list.day)`;

/** Everybody of a list who lives in a region; however few. */
export interface RegionHeads {
  readonly regionKato: string;
  readonly children: number;
  readonly turning18: number;
}

/**
 * Citizens under 18 by the region where they lived on the day of a list, as the register has it now; of a stretch of the register's own
 * numbers, since the nation is more than one statement may take. The law of the list is the fund's; the same four conditions stand here:
 * born, alive, a citizen, not yet 18. Who was shielded that day is counted nowhere: a place that is withheld is in no count either.
 */
const COUNTED = `
  select r.region_kato as "regionKato", count(*)::int as children, (count(*) filter (where extract(year from p.birth_date) + 18 = extract(year from list.day) + 1))::int as turning18
    from (select ?::date as day) list, person p join residence r on r.iin = p.iin
   where p.is_child and p.id > ? and p.id <= ? and p.birth_date <= list.day and list.day < (p.birth_date + interval '18 years')::date and ${on('r')}
     and exists (select 1 from citizenship c where c.iin = p.iin and c.country = 'KZ' and ${on('c')})
     and not exists (select 1 from life_status s where s.iin = p.iin and s.status = 'DECEASED' and s.superseded_at is null and s.valid_from <= list.day)
     and not exists (select 1 from restriction h where h.iin = p.iin and ${on('h')})
   group by r.region_kato`;

/** Of a list the children whose numbers are above one and up to another. */
export const countStretch = (em: EntityManager, listDate: CivilDate, above: number, upTo: number): Promise<RegionHeads[]> => em.execute<RegionHeads[]>(COUNTED, [listDate, above, upTo]);

/** The register's highest number of a child. */
export async function lastNumber(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ last: number | null }[]>('select max(id)::float8 as last from person where is_child');
  return row?.last ?? 0;
}

/** Whether a count of a list was told. */
export const isTold = async (em: EntityManager, listDate: CivilDate): Promise<boolean> =>
  (await em.execute<unknown[]>(`select 1 from outbox where feed = ? and data ->> 'listDate' = ? limit 1`, [LIST_COUNTS.name, listDate])).length > 0;

/** Of two who tell at once the second waits, and then finds that the first has told. */
export const holdCounts = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(hashtext('registry/list-counts'))`);

/** Opens the outbox to a transaction. */
export const openOutbox = (em: EntityManager): Promise<unknown> => em.execute(`select set_config('app.feeds', 'open', true)`);
