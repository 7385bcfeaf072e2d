import { formatTable } from '../local/table.js';
import type { SoakResult } from './scenario.js';
import { GRAPHS } from './support/conformance/graphs.js';
import { search } from './support/conformance/search.js';

export const usualSeconds = 120;

/** Random operations over graphs with every construct of Federation 2, answered by ours, by one process, and by stock. */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}`);
  const rows: string[][] = [['graph', 'operations', 'stock unlike ours']];
  const failures: string[] = [];
  let [operations, deviations] = [0, 0];
  for (const graph of GRAPHS) {
    const found = await search(graph, { seed, operations: 1_000_000, milliseconds: (seconds * 1_000) / GRAPHS.length });
    if (found.failure !== null) failures.push(found.failure);
    rows.push([graph.name, String(found.compared), [...found.deviations].map(([name, count]) => `${name} ${count}`).join(', ')]);
    operations += found.compared;
    for (const count of found.deviations.values()) deviations += count;
  }
  return { table: formatTable(rows), figures: { seed, operations, deviations, wrong: failures.length }, failures };
}
