import type { BenchmarkResult } from './benchmark.js';
import { runParts } from './parts.js';
import { accrual, accrualOfTenth } from './savings/accrual.js';
import { reconciliation } from './savings/reconciliation.js';

export const takesOptions = true;

/** What savings must be fast at. */
export const run = (args: readonly string[]): Promise<BenchmarkResult> => runParts('savings', [accrualOfTenth, reconciliation, accrual], args);
