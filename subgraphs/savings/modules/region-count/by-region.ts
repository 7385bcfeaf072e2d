import { Decimal } from 'decimal.js';
import { FEWEST_COUNTED } from '../../../shared/feeds/contracts/list-counts.js';
import type { RegionCount } from './region-count.repository.js';

/** How many children there are, and how many of them turn 18 in the year that follows their list. */
export interface Heads {
  readonly children: number;
  readonly turning18: number;
}

/** A region's part of a year's sum; of nobody's region what is left over. */
export interface RegionPart {
  /** KATO; null for the rest, whose region is not known. */
  readonly region: string | null;
  readonly children: number;
  /** USD. */
  readonly amount: Decimal;
  /** Null where the region's number is not told; of the rest, where it would be somebody's number that is not. */
  readonly turning18: number | null;
}

const isFew = (count: number): boolean => count > 0 && count < FEWEST_COUNTED;

/**
 * Those without a region who turn 18. Where one region's number alone is not told, this would be it; the civil registry lets no region
 * be alone where there is another, but this list and its own differ, so that too few may be left over all the same.
 */
function restTurning18(all: Heads, known: readonly RegionPart[], children: number): number | null {
  const turning18 = all.turning18 - known.reduce((total, part) => total + (part.turning18 ?? 0), 0);
  const untold = known.filter((part) => part.turning18 === null).length;
  return untold === 1 || isFew(turning18) || isFew(children - turning18) ? null : turning18;
}

/**
 * A year's sum by region. Every child gets the same, so a region's part is its number of children; that number is the civil registry's,
 * since the fund has no place of anybody. What the regions do not add up to is shown as it is, below zero where the registry counts more
 * children than are credited: the parts always add up to the whole.
 */
export function byRegion(all: Heads, perChild: Decimal, counts: readonly RegionCount[]): RegionPart[] {
  const known = counts.map(({ region, children, turning18 }): RegionPart => ({ region, children, amount: perChild.times(children), turning18 }));
  const children = all.children - known.reduce((total, part) => total + part.children, 0);
  return [...known, { region: null, children, amount: perChild.times(children), turning18: restTurning18(all, known, children) }];
}
