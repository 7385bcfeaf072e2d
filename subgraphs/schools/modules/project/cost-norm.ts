import { Decimal } from 'decimal.js';

/** What a place of a building of some capacity may cost. */
export interface CostStep {
  readonly capacity: number;
  readonly kztPerPlace: Decimal;
}

/**
 * The norm for a capacity: between two of the published ones on the straight line from one to the other (ours, the rules name no way),
 * that of the least below it, that of the greatest above it; to the tenge. Null without norms. `steps` by capacity, rising.
 */
export function normFor(capacity: number, steps: readonly CostStep[]): Decimal | null {
  const above = steps.findIndex((step) => step.capacity >= capacity);
  const [low, high] = above === -1 ? [steps.at(-1), steps.at(-1)] : [steps[Math.max(0, above - 1)], steps[above]];
  if (low === undefined || high === undefined) return null;
  if (low.capacity >= capacity || low.capacity === high.capacity) return low.kztPerPlace;
  const share = new Decimal(capacity - low.capacity).div(high.capacity - low.capacity);
  return low.kztPerPlace.plus(high.kztPerPlace.minus(low.kztPerPlace).times(share)).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
}

/** What a place costs, to the tenge. */
export const costPerPlace = (cost: Decimal, capacity: number): Decimal => cost.div(capacity).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);

/** How many times the norm that is: 1 is the norm. Three decimals. */
export const ofNorm = (perPlace: Decimal, norm: Decimal): Decimal => perPlace.div(norm).toDecimalPlaces(3, Decimal.ROUND_HALF_UP);
