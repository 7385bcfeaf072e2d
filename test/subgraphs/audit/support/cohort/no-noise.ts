import type { Noise } from '../../../../../subgraphs/audit/modules/cohort/noise/noise.js';

/** Exact figures, but for groups under five: what an attack must be seen to see through. */
export const NO_NOISE: Noise = {
  count: (_words, { children }) => (children < 5 ? null : children),
  sum: (_words, { children, total }) => (children < 5 ? null : total),
  question: (words) => words,
};
