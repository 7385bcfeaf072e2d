import { StartFailure } from '../local/failure.js';
import { formatTable } from '../local/table.js';
import type { BenchmarkResult, Figures } from './benchmark.js';
import { entitlements } from './benefits/entitlements.js';
import type { Part } from './benefits/part.js';
import { page } from './benefits/page.js';
import { paymentRun } from './benefits/payment-run.js';

export const takesOptions = true;

/** In this order, when none is named. */
const PARTS: readonly Part[] = [entitlements, paymentRun, page];

function wished(args: readonly string[]): readonly Part[] {
  const unknown = args.find((arg) => !PARTS.some(({ name }) => name === arg));
  if (unknown !== undefined) throw new StartFailure(`npm run -s bench -- benefits [part …]: the parts are ${PARTS.map(({ name }) => name).join(', ')}.`);
  return args.length === 0 ? PARTS : PARTS.filter(({ name }) => args.includes(name));
}

/** What benefits must be fast at. */
export async function run(args: readonly string[]): Promise<BenchmarkResult> {
  const rows: string[][] = [['benefits', 'measured', 'at most']];
  const figures: Record<string, Figures> = {};
  for (const part of wished(args)) {
    const measured = await part.run((line) => void process.stderr.write(`${line}\n`));
    rows.push(...measured.rows.map((row) => [...row]));
    figures[part.name] = measured.figures;
  }
  return { table: formatTable(rows), figures };
}
