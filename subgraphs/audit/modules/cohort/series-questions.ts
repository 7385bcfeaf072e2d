import type { CohortMeasure, CohortStep } from './cohort-codes.type.js';
import type { Figure } from './figures.js';
import type { CohortQuestion } from './told.js';

/** Which series, in which periods. */
export interface SeriesAsked {
  readonly of: CohortMeasure;
  readonly by: CohortStep;
  /** Their first days. */
  readonly periods: readonly string[];
}

/**
 * Every period is a question of its own. Whoever is in one is mostly in the next, under another draw of noise: a series that was paid for
 * as one would give as many draws as there are months for the price of the first.
 */
export const seriesQuestions = <T>({ of, by, periods }: SeriesAsked, points: readonly Figure<T>[]): CohortQuestion<T>[] =>
  points.map((point, i) => ({ asks: ['series', of, by, periods[i]], figures: [point], units: 1 }));
