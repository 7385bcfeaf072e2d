import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { countStretch, lastNumber, type CountedRegion, type RegionHeads } from './list-counts.repository.js';
import { toldRegions } from './told-regions.js';

/** Children of one statement. */
const STRETCH = 100_000;

/** Runs one statement or a few in a transaction of its own. */
export type Read = <T>(work: (em: EntityManager) => Promise<T>) => Promise<T>;

/** How many children of a list lived where, without groups of too few and what would give them away; by KATO. */
export async function countList(read: Read, listDate: CivilDate, stopping?: AbortSignal): Promise<CountedRegion[]> {
  const last = await read(lastNumber);
  const regions = new Map<string, RegionHeads>();
  for (let above = 0; above < last; above += STRETCH) {
    stopping?.throwIfAborted();
    for (const { regionKato, children, turning18 } of await read((em) => countStretch(em, listDate, above, above + STRETCH))) {
      const known = regions.get(regionKato);
      regions.set(regionKato, { regionKato, children: children + (known?.children ?? 0), turning18: turning18 + (known?.turning18 ?? 0) });
    }
  }
  return toldRegions([...regions.values()]);
}
