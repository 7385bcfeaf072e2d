import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { byRegion, type RegionPart } from './by-region.js';
import { headsOfRun } from './credited-heads.js';
import { regionCounts } from './region-count.repository.js';

/** A run's year by region. */
export interface RunRegions {
  readonly run: string;
  /** When the civil registry counted the children of the list; null where it has told of none. */
  readonly countedAt: string | null;
  readonly parts: readonly RegionPart[];
}

interface RunYear {
  readonly run: string;
  readonly year: number;
  readonly perChild: string;
}

const YEARS = 'select r.id::text as run, y.year, y.per_child_usd::text as "perChild" from accrual_run r join reporting_year y on y.year = r.reporting_year where r.id in (?)';

/** What runs credit, or would, by region, each with all that was credited before for its year. */
export async function regionsOfRuns(em: EntityManager, runs: readonly string[]): Promise<RunRegions[]> {
  if (runs.length === 0) return [];
  const years = await em.execute<RunYear[]>(YEARS, [[...runs]]);
  const counts = await regionCounts(em, years.map(({ year }) => year));
  const found: RunRegions[] = [];
  for (const { run, year, perChild } of years) {
    const own = counts.filter((one) => one.year === year);
    found.push({ run, countedAt: own[0]?.countedAt ?? null, parts: byRegion(await headsOfRun(em, run, year), new Decimal(perChild), own) });
  }
  return found;
}
