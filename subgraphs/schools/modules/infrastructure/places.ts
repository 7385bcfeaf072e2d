import { Decimal } from 'decimal.js';

/*
 * The ministry counts places in two shifts: `deficit = max(0, pupils − capacity × shifts counted)`, school by school,
 * because a free place far away is no place. The number of shifts is a norm (SHIFTS_COUNTED).
 */

/** Pupils per place by design, two decimals. */
export const shiftCoefficient = (pupils: number, designCapacity: number): Decimal => new Decimal(pupils).div(designCapacity).toDecimalPlaces(2);

/** Places missing at a school; none where there are more than pupils. */
export const deficitOf = (pupils: number, designCapacity: number, shiftsCounted: number): number => Math.max(0, pupils - designCapacity * shiftsCounted);

/** What a total of pupils consists of: those of schools whose own number is told, and the others'. */
export interface CountedPupils {
  readonly pupils: number;
  /** Pupils of schools that have fewer than may be told. */
  readonly untold: number;
}

/** A total that is told or not, and how many pupils would be told with one that stands above it. */
export interface ToldTotal {
  /** Null where the total would tell a number that is too small. */
  readonly pupils: number | null;
  /** What is left of the total above once everything told below it is taken away. */
  readonly untold: number;
}

/**
 * Whether a total may be told beside its parts. What is left of it once the told parts are taken away must be nobody, or as many as may be
 * told: `parts` are the schools' own or totals that went by the same rule, so no number below is left over at any level.
 */
export function tellTotal(parts: readonly CountedPupils[], smallest: number): ToldTotal {
  const [pupils, untold] = parts.reduce(([all, left], part) => [all + part.pupils, left + part.untold], [0, 0]);
  return untold > 0 && untold < smallest ? { pupils: null, untold } : { pupils, untold: 0 };
}
