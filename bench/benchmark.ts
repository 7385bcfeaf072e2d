/** Numbers only, units in the names; related ones in a group. */
export interface Figures {
  readonly [name: string]: number | Figures;
}

/** What a benchmark hands back. */
export interface BenchmarkResult {
  /** For people. */
  readonly table: string;
  /** For machines. */
  readonly figures: Figures;
}

/** A module `bench/<name>.bench.ts`. */
export interface Benchmark {
  /** False when left out. */
  readonly takesOptions?: boolean;
  /** @param args what stands behind its name on the command line. */
  run(args: readonly string[]): Promise<BenchmarkResult>;
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
