import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIST_COUNTS } from '../../../shared/feeds/contracts/list-counts.js';

type Handler = Apply<DataFor<typeof LIST_COUNTS, 'savings', 'LIST_COUNTED'>>;

/**
 * The first count of a list stays, as it was told. Of a second one the difference would say where a child lives of whom another feed
 * told meanwhile; and what is published of a year must not move.
 */
export const applyCounts: Handler = async (em, events) => {
  for (const { data: { listDate, regions }, recordedAt } of events) {
    const told = await em.execute<unknown[]>('insert into list_count (list_date, counted_at) values (?, ?) on conflict do nothing returning 1', [listDate, recordedAt]);
    if (told.length === 0) continue;
    await em.execute(
      `insert into region_count (list_date, region_kato, children, turning_18)
       select ?, "regionKato", children, "turning18" from jsonb_to_recordset(?::jsonb) as r ("regionKato" text, children int, "turning18" int)`,
      [listDate, JSON.stringify(regions)]);
  }
};
