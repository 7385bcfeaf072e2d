import { Decimal } from 'decimal.js';

/** Children for each post, rounded up, so that a load just above the norm is never shown as the norm; null where either is not known, or there is no post. */
export function childrenPerSpecialist(children: number | null, posts: string | null): Decimal | null {
  if (children === null || posts === null || new Decimal(posts).isZero()) return null;
  return new Decimal(children).dividedBy(posts).toDecimalPlaces(2, Decimal.ROUND_UP);
}

/** Whether posts are enough: at least one to so many children (120(3)), as a ratio and not in whole posts. */
export const isStaffed = (children: number | null, posts: string | null, most: number | null): boolean | null =>
  children === null || posts === null || most === null ? null : new Decimal(posts).times(most).greaterThanOrEqualTo(children);
