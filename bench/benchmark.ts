/** What a benchmark hands back. */
export interface BenchmarkResult {
  /** For people. */
  readonly table: string;
  /** For machines: numbers only, units in the names. */
  readonly figures: Readonly<Record<string, number>>;
}

/** A module `bench/<name>.bench.ts`. */
export interface Benchmark {
  run(): Promise<BenchmarkResult>;
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
