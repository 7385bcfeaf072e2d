import { StartFailure } from '../local/failure.js';
import { formatTable } from '../local/table.js';
import type { BenchmarkResult, Figures } from './benchmark.js';
import type { Part } from './part.js';

function wished(programme: string, parts: readonly Part[], args: readonly string[]): readonly Part[] {
  const unknown = args.find((arg) => !parts.some(({ name }) => name === arg));
  if (unknown !== undefined) throw new StartFailure(`npm run -s bench -- ${programme} [part …]: the parts are ${parts.map(({ name }) => name).join(', ')}.`);
  return args.length === 0 ? parts : parts.filter(({ name }) => args.includes(name));
}

/** Measures the parts that are named, or all of them in their order. */
export async function runParts(programme: string, parts: readonly Part[], args: readonly string[]): Promise<BenchmarkResult> {
  const rows: string[][] = [[programme, 'measured', 'at most']];
  const figures: Record<string, Figures> = {};
  for (const part of wished(programme, parts, args)) {
    const measured = await part.run((line) => void process.stderr.write(`${line}\n`));
    rows.push(...measured.rows.map((row) => [...row]));
    figures[part.name] = measured.figures;
  }
  return { table: formatTable(rows), figures };
}
