import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';

/** A population as `local/` knows it: seeds are handed the same facts and know nothing of errors. */
export interface LocalFacts extends PopulationFacts {
  /** Errors of each kind that are planted per million children; none at all when left out. */
  readonly anomaliesPerMillion?: number;
}

/** How many of each kind there are per million children: about one household in 320 has an error. */
export const ANOMALIES_PER_MILLION = 20;

/** With fewer children, the first households, which have one error of each kind, would not all be there. */
export const FEWEST_CHILDREN = 1_000;
