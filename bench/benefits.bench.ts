import { formatTable } from '../local/table.js';
import type { BenchmarkResult } from './benchmark.js';
import { measurePaymentRun } from './benefits/payment-run.js';

const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** What the ministry of benefits waits for. */
export async function run(): Promise<BenchmarkResult> {
  const { rows, figures } = await measurePaymentRun(report);
  return { table: formatTable(rows), figures: { paymentRun: figures } };
}
