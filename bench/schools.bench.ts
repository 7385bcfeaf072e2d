import type { BenchmarkResult } from './benchmark.js';
import { runParts } from './parts.js';
import { applications } from './schools/applications.js';

export const takesOptions = true;

/** What schools must be fast at. */
export const run = (args: readonly string[]): Promise<BenchmarkResult> => runParts('schools', [applications], args);
