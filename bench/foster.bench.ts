import type { BenchmarkResult } from './benchmark.js';
import { options } from './foster/options.js';
import { worklists } from './foster/worklists.js';
import { runParts } from './parts.js';

export const takesOptions = true;

/** What foster-families must be fast at. */
export const run = (args: readonly string[]): Promise<BenchmarkResult> => runParts('foster', [worklists, options], args);
