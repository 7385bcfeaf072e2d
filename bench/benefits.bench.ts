import type { BenchmarkResult } from './benchmark.js';
import { entitlements } from './benefits/entitlements.js';
import { paymentRun } from './benefits/payment-run.js';
import { runParts } from './parts.js';

export const takesOptions = true;

/** What benefits must be fast at. */
export const run = (args: readonly string[]): Promise<BenchmarkResult> => runParts('benefits', [entitlements, paymentRun], args);
