import { Decimal } from 'decimal.js';
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
  /** Null where the region's number is not told. */
  readonly turning18: number | null;
}

/**
 * A year's sum by region. Every child gets the same, so a region's part is its number of children; that number is the civil registry's,
 * since the fund has no place of anybody. What the regions do not add up to is shown as it is, below zero where the registry counts more
 * children than are credited: the parts always add up to the whole.
 */
export function byRegion(all: Heads, perChild: Decimal, counts: readonly RegionCount[]): RegionPart[] {
  const known = counts.map(({ region, children, turning18 }): RegionPart => ({ region, children, amount: perChild.times(children), turning18 }));
  const sum = (of: (part: RegionPart) => number): number => known.reduce((total, part) => total + of(part), 0);
  const children = all.children - sum((part) => part.children);
  return [...known, { region: null, children, amount: perChild.times(children), turning18: all.turning18 - sum((part) => part.turning18 ?? 0) }];
}
