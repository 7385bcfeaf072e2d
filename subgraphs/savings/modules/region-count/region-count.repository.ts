import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';

/** A region's children of a year's list. */
export interface RegionCount {
  readonly year: number;
  readonly region: string;
  readonly children: number;
  /** Who of them turns 18 in the next year; null where they, or the others, are too few to be told. */
  readonly turning18: number | null;
  /** When the civil registry counted them, ISO 8601. */
  readonly countedAt: string;
}

/** What the civil registry has counted of the lists of some years, by region. */
export const regionCounts = (em: EntityManager, years: readonly number[]): Promise<RegionCount[]> =>
  em.execute<RegionCount[]>(
    `select y.year, c.region_kato as region, c.children, c.turning_18 as "turning18", ${instant('l.counted_at')} as "countedAt"
       from region_count c join list_count l using (list_date) join reporting_year y using (list_date) where y.year in (?) order by y.year, c.region_kato`, [years.length === 0 ? [0] : [...years]]);
