import type { BenchmarkResult } from './benchmark.js';
import { runParts } from './parts.js';
import { applications } from './schools/applications.js';
import { dashboard } from './schools/dashboard.js';
import { files } from './schools/files.js';

export const takesOptions = true;

/** What schools must be fast at. */
export const run = (args: readonly string[]): Promise<BenchmarkResult> => runParts('schools', [dashboard, applications, files], args);
