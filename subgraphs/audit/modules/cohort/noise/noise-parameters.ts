/*
 * What stands between a figure and the children that it counts. ADR 54 says what follows from these; whoever changes one changes the page.
 */

/** The noise of a count: whole numbers around zero, of this variance, never beyond this. */
export const NOISE = { variance: 100, most: 30 } as const;

/**
 * A figure is told from this on, noise included. More than the noise can add to four, so that four children are never told; and nothing is
 * looked at but the figure itself, so that its being there says no more than it would.
 */
export const TOLD_FROM = NOISE.most + 5;

/**
 * How much all auditors together may ask within so many days, since noise that is drawn often enough averages out. A question costs as many
 * units as it has figures that one child can be in: a breakdown into groups without a child in common costs one. `share` is what one of them
 * may: nobody is left without by one who asks for months, and one alone comes to half of what all come to together.
 */
export const BUDGET = { units: 1_000, share: 250, days: 30 } as const;
