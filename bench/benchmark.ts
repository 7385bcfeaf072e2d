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

/** Columns in line, the first to the left and numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number): string => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0));
  return rows.map((row) => row.map(cell).join('  ')).join('\n');
}
