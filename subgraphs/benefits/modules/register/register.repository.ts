import type { EntityManager } from '@mikro-orm/postgresql';
import type { SortedPageRequest } from '../../../shared/pagination.js';
import { isDay } from '../../../shared/scalars/scalars.js';
import { AwardRow } from '../award/award.entity.js';
import type { Conditions } from './award-conditions.js';
import type { BenefitAwardOrder } from './award-sort.type.js';

/** An order of awards. */
export interface Sorting {
  readonly by: BenefitAwardOrder;
  readonly descending: boolean;
}

/** After every day there is. */
const NEVER = 'infinity';

/** What each order compares; the indexes of migration 20261129301000 are on the same. */
const VALUES: Readonly<Record<BenefitAwardOrder, string>> = {
  RECORDED: `'-'`,
  DECIDED_ON: 'a.decided_on',
  SINCE: 'a.since',
  UNTIL: `coalesce(a.until, '${NEVER}'::date)`,
};

/** Names an order, and knows its values, in cursors. */
export const orderName = ({ by, descending }: Sorting): string => `${by}${descending ? '-' : ''}`;
export const isPlaceIn = ({ by }: Sorting) => (text: string): boolean => (by === 'RECORDED' ? text === '-' : isDay(text) || (by === 'UNTIL' && text === NEVER));

/** Where an award stands in an order. */
export function placeIn({ by }: Sorting, row: AwardRow): readonly [value: string, key: string] {
  if (by === 'RECORDED') return ['-', row.id];
  const value = by === 'DECIDED_ON' ? row.decidedOn : by === 'SINCE' ? row.since : (row.until ?? NEVER);
  return [value, row.id];
}

/** SQL true of awards behind a place. */
function behind({ by, descending }: Sorting, after: SortedPageRequest['after']): Conditions {
  const beyond = descending ? '<' : '>';
  if (after === null) return { sql: 'true', values: [] };
  if (by === 'RECORDED') return { sql: `a.id ${beyond} ?`, values: [after.key] };
  return { sql: `(${VALUES[by]}, a.id) ${beyond} (?::date, ?)`, values: [after.value, after.key] };
}

/** Register path: awards of the regions in scope, in an order; one row more than the page. */
export async function listAwards(em: EntityManager, where: Conditions, sorting: Sorting, { limit, after }: SortedPageRequest): Promise<AwardRow[]> {
  const start = behind(sorting, after);
  const way = sorting.descending ? 'desc' : 'asc';
  const order = sorting.by === 'RECORDED' ? `a.id ${way}` : `${VALUES[sorting.by]} ${way}, a.id ${way}`;
  const rows = await em.execute<Record<string, unknown>[]>(
    `select a.* from benefit_award a where ${where.sql} and ${start.sql} order by ${order} limit ?`,
    [...where.values, ...start.values, limit + 1],
  );
  return rows.map((row) => em.map(AwardRow, row as never));
}
