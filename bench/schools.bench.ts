import type { BenchmarkResult } from './benchmark.js';
import { runParts } from './parts.js';
import { applications } from './schools/applications.js';
import { dashboard } from './schools/dashboard.js';

export const takesOptions = true;

/** What schools must be fast at. */
export const run = (args: readonly string[]): Promise<BenchmarkResult> => runParts('schools', [dashboard, applications], args);
