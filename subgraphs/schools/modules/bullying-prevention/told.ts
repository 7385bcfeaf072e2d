import { Decimal } from 'decimal.js';

/*
 * A survey is anonymous and a case nobody's as long as no group in it is small: one of some, but fewer than may be told, is not told, and
 * neither is its complement, from which it could be worked out.
 */

const isFew = (count: number, smallest: number): boolean => count > 0 && count < smallest;

/** A count that may be told; null for one of a few. */
export const toldCount = (count: number, smallest: number): number | null => (isFew(count, smallest) ? null : count);

/** Which share of some a group is, four decimals; null where either the group or the rest are too few to be told, or nobody was asked. */
export const toldShare = (group: number, all: number, smallest: number): Decimal | null =>
  all === 0 || isFew(all, smallest) || isFew(group, smallest) || isFew(all - group, smallest) ? null : new Decimal(group).div(all).toDecimalPlaces(4);
