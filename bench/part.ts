import type { Figures } from './benchmark.js';

/** One thing that is measured of a programme, by its own name on the command line. */
export interface Part {
  readonly name: string;
  /** Rows of the table: what, how much, what it may be at most. */
  run(report: (line: string) => void): Promise<{ readonly rows: readonly (readonly [what: string, measured: string, bound: string])[]; readonly figures: Figures }>;
}
