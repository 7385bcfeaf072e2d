/*
 * What stands between a figure and the children that it counts. ADR 54 says what follows from these; whoever changes one changes the page.
 */

/** The noise of a count: whole numbers around zero, of this variance, never beyond this. */
export const NOISE = { variance: 100, most: 30 } as const;

/**
 * From how many children on a figure is told: a number drawn for each group, around `middle`, never under `fewest`. A fixed one would tell by
 * a figure's being there that a group which somebody made of four known children has a fifth.
 */
export const THRESHOLD = { fewest: 5, middle: 20, spread: 2, always: 35 } as const;

/** A sum's noise is that of a count, times what its largest contributors have on average. */
export const LARGEST = 5;

/**
 * How much all auditors together may ask within so many days, since noise that is drawn often enough averages out. A question costs as many
 * units as it has figures that one child can be in: a breakdown into groups without a child in common costs one.
 */
export const BUDGET = { units: 1_000, days: 30 } as const;

/** In how many children, as a share of the larger group and at most, two groups may differ that have one answer. */
export const NEAR = { most: 20, share: 1 / 3 } as const;
