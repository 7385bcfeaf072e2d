import { BoundedCache } from '../../../shared/bounded-cache.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { regionBenefits, type RegionBenefitRow } from './region-benefit.repository.js';

/** A month's totals, and when they were counted. */
interface Counted {
  readonly at: number;
  readonly rows: Promise<readonly RegionBenefitRow[]>;
}

/** Anybody may ask, and counting a month reads all of its payments; so a process counts it once an hour. */
const KEPT_MS = 3_600_000;
const MONTHS = 60;

/** Of each database that a process serves. */
const kept = new WeakMap<object, BoundedCache<Counted>>();

/** What all regions paid for a month. The code reads the whole country, for totals that anybody may see; awards about shielded children are not there for it. */
export function publishedTotals({ database, now }: SubgraphContext, month: CivilDate): Promise<readonly RegionBenefitRow[]> {
  const source = database.relation.config;
  const cache = kept.get(source) ?? new BoundedCache<Counted>(MONTHS);
  kept.set(source, cache);
  const known = cache.get(month);
  if (known !== undefined && now.getTime() - known.at < KEPT_MS) return known.rows;
  const rows = database.register(['*'], (em) => regionBenefits(em, month));
  cache.set(month, { at: now.getTime(), rows });
  rows.catch(() => cache.set(month, { at: 0, rows }));
  return rows;
}
