/*
 * What a place may cost by the planning rules, as migration 20261201400000 loads it: never edit this list; later norms are another list
 * with a migration of its own. Between two capacities the norm is interpolated (modules/project/cost-norm.ts).
 */

/** Design capacity and tenge per place. */
export const COST_NORMS: readonly (readonly [number, number])[] = [
  [300, 8_300_000], [600, 6_800_000], [900, 5_300_000], [1200, 4_800_000], [1500, 4_200_000], [2000, 4_200_000], [2500, 3_600_000],
];

export const COST_NORMS_SINCE = '2022-01-01';
export const COST_NORMS_BASIS = 'Planning rules of «Комфортная школа», prices of 2022; the act was not read';
export const COST_NORMS_SOURCE = 'today-kz.com';
export const COST_NORMS_CERTAINTY = 'B';
