import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIST_COUNTS } from '../../../shared/feeds/contracts/list-counts.js';

type Handler = Apply<DataFor<typeof LIST_COUNTS, 'savings', 'LIST_COUNTED'>>;

/** A count takes the place of earlier ones of its list, whichever of them comes first. */
export const applyCounts: Handler = async (em, events) => {
  for (const { data: { listDate, regions }, recordedAt } of events) {
    const later = await em.execute<unknown[]>('select 1 from region_count where list_date = ? and counted_at > ? limit 1', [listDate, recordedAt]);
    if (later.length > 0) continue;
    await em.execute('delete from region_count where list_date = ?', [listDate]);
    await em.execute(
      `insert into region_count (list_date, region_kato, children, turning_18, counted_at)
       select ?, "regionKato", children, "turning18", ? from jsonb_to_recordset(?::jsonb) as r ("regionKato" text, children int, "turning18" int)`,
      [listDate, recordedAt, JSON.stringify(regions)]);
  }
};
