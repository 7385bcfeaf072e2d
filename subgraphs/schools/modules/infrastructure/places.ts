import { Decimal } from 'decimal.js';

/*
 * The ministry counts places in two shifts: `deficit = max(0, pupils − capacity × shifts counted)`, school by school,
 * because a free place far away is no place. The number of shifts is a norm (SHIFTS_COUNTED).
 */

/** Pupils per place by design, two decimals. */
export const shiftCoefficient = (pupils: number, designCapacity: number): Decimal => new Decimal(pupils).div(designCapacity).toDecimalPlaces(2);

/** A total that would tell a count too small to be published, once the published ones are taken away from it. */
export const tellsSmallCount = (hiddenPupils: number, smallest: number): boolean => hiddenPupils > 0 && hiddenPupils < smallest;
