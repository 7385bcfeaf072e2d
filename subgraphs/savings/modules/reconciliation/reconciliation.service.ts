import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BoundedCache } from '../../../shared/bounded-cache.js';
import { byRegion, type RegionPart } from '../region-count/by-region.js';
import { regionCounts } from '../region-count/region-count.repository.js';
import { cohortsOf, headsOf, type Cohort } from './cohort.repository.js';
import { compare, type Compared } from './compare.js';
import { figuresOf, paidOutBefore, type PaidOut } from './figure.repository.js';
import { assetsToSend, batchesOf, correctionsOf, proofOf, stateOfRuns, type Batch, type Corrections, type YearProof } from './proof.repository.js';

/** What runs have booked of a year: the same until there is another run. */
interface BookedByRuns {
  readonly proof: YearProof;
  readonly cohorts: readonly Cohort[];
  readonly batches: readonly Batch[];
}

/** Everything about a year that is held against what was published. */
export interface Reconciliation extends BookedByRuns {
  readonly year: number;
  readonly perChild: Decimal;
  readonly corrections: Corrections;
  /** USD. */
  readonly toSend: string;
  readonly countedAt: string | null;
  readonly regions: readonly RegionPart[];
  readonly figures: readonly Compared[];
}

const YEARS = 30;

/** Of each database that a process serves, by year and what runs there were. */
const kept = new WeakMap<object, BoundedCache<BookedByRuns>>();

/** Transfers are never changed and only runs credit a year: what was read of one stands until another run. */
export async function bookedByRuns(em: EntityManager, year: number): Promise<BookedByRuns> {
  const state = await stateOfRuns(em);
  const cache = kept.get(em.config) ?? new BoundedCache<BookedByRuns>(YEARS);
  kept.set(em.config, cache);
  const known = state === null ? undefined : cache.get(`${year} ${state}`);
  if (known !== undefined) return known;
  const booked = { proof: await proofOf(em, year), cohorts: await cohortsOf(em, year), batches: await batchesOf(em, year) };
  if (state !== null) cache.set(`${year} ${state}`, booked);
  return booked;
}

/** What was paid out before each of some days. */
async function paidOut(em: EntityManager, days: readonly string[]): Promise<ReadonlyMap<string, readonly PaidOut[]>> {
  const found = new Map<string, readonly PaidOut[]>();
  for (const day of new Set(days)) found.set(day, await paidOutBefore(em, day));
  return found;
}

/** A year's books beside what was published of it; null for a year that is not on record. */
export async function reconcile(em: EntityManager, year: number): Promise<Reconciliation | null> {
  const [published] = await em.execute<{ perChild: string }[]>('select per_child_usd::text as "perChild" from reporting_year where year = ?', [year]);
  if (published === undefined) return null;
  const perChild = new Decimal(published.perChild);
  const booked = await bookedByRuns(em, year);
  const counts = await regionCounts(em, [year]);
  const regions = byRegion({ ...headsOf(booked.cohorts, year), children: booked.proof.transfers }, perChild, counts);
  const figures = await figuresOf(em, year);
  const paid = await paidOut(em, figures.filter(({ figure }) => figure.includes('PAYOUTS')).map(({ asOf }) => asOf));
  const all = { year, perChild, ...booked, regions };
  return {
    ...all,
    corrections: await correctionsOf(em, year),
    toSend: await assetsToSend(em),
    countedAt: counts[0]?.countedAt ?? null,
    figures: compare(figures, { ...all, paidBefore: (day) => paid.get(day) ?? [] }),
  };
}
