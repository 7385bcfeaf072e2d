import { FEWEST_COUNTED } from '../../../shared/feeds/contracts/list-counts.js';
import type { CountedRegion, RegionHeads } from './list-counts.repository.js';

const isFew = (count: number): boolean => count > 0 && count < FEWEST_COUNTED;

const sum = (regions: readonly RegionHeads[], of: (region: RegionHeads) => number): number => regions.reduce((total, region) => total + of(region), 0);

const older = ({ turning18 }: RegionHeads): number => turning18;
const younger = ({ children, turning18 }: RegionHeads): number => children - turning18;

/**
 * Who knows the whole has the sum of what is not told. It gives away a region that is alone in it, and a group of too few, however
 * many regions they are from.
 */
const isAlone = (hidden: readonly RegionHeads[], ...numbers: readonly ((region: RegionHeads) => number)[]): boolean =>
  hidden.length === 1 || numbers.some((number) => isFew(sum(hidden, number)));

/** What cannot be told, and with it as many others, the smallest first, as it takes to hide it. */
function hiddenOf(regions: readonly RegionHeads[], cannotBeTold: (region: RegionHeads) => boolean, ...numbers: readonly ((region: RegionHeads) => number)[]): Set<RegionHeads> {
  const hidden = regions.filter(cannotBeTold);
  const others = regions.filter((region) => !hidden.includes(region)).sort((one, other) => one.children - other.children || one.regionKato.localeCompare(other.regionKato));
  for (const other of others) {
    if (!isAlone(hidden, ...numbers)) break;
    hidden.push(other);
  }
  return new Set(hidden);
}

/** What is told of the regions of a list, by KATO: no group of too few, and none that follows from the rest. */
export function toldRegions(regions: readonly RegionHeads[]): CountedRegion[] {
  const unplaced = hiddenOf(regions, ({ children }) => isFew(children), ({ children }) => children);
  const unsorted = hiddenOf(regions, (region) => unplaced.has(region) || isFew(older(region)) || isFew(younger(region)), older, younger);
  return regions
    .filter((region) => !unplaced.has(region))
    .map((region) => ({ ...region, turning18: unsorted.has(region) ? null : region.turning18 }))
    .sort((one, other) => one.regionKato.localeCompare(other.regionKato));
}
