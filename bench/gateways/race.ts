import { reason } from '../../local/failure.js';
import type { Contender } from './contenders/contender.js';
import type { Cores } from './cores.js';
import type { GraphFiles } from './graph-files.js';
import { measure, type Subgraphs } from './measure.js';
import type { GatewayBenchmarkOptions } from './options.js';
import { QUERIES } from './queries.js';
import type { Results } from './results.js';
import { start } from './started.js';

export interface RaceOptions extends GatewayBenchmarkOptions {
  readonly contenders: readonly Contender[];
  readonly graphs: readonly GraphFiles[];
  readonly subgraphs: Subgraphs;
  readonly cores: Cores | null;
  readonly results: Results;
  readonly report: (line: string) => void;
}

/** One contender over one graph: its process is started, asked every query, and stopped. A query that it failed once is not asked again. */
async function turn(contender: Contender, { graph, folder, schema }: GraphFiles, options: RaceOptions): Promise<void> {
  const { subgraphs, cores, results, seconds } = options;
  const failed = results.failuresOf(contender.name).map(({ query }) => query);
  const queries = QUERIES.filter((query) => query.graph === graph && contender.queries.includes(query.name) && !failed.includes(query.name));
  if (queries.length === 0) return;
  const failing = (names: typeof queries) => (error: unknown): null => {
    for (const { name } of names) results.fail(contender.name, name, reason(error));
    options.report(`  ${names.map(({ name }) => name).join(', ')}: ${reason(error)}`);
    return null;
  };
  const started = await start(contender, { graph, folder, origin: subgraphs.origin }, cores).catch(failing(queries));
  if (started === null) return;
  try {
    for (const query of queries) {
      const measured = await measure(started, { query, schema, headers: contender.headers ?? {}, seconds, subgraphs }).catch(failing([query]));
      if (measured !== null) results.add(contender.name, query.name, measured);
    }
  } finally {
    await started.stop();
  }
}

/** All contenders one after the other, and again: what else the machine does meanwhile meets all of them alike. */
export async function race(options: RaceOptions): Promise<void> {
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const contender of options.contenders) {
      options.report(`round ${round} of ${options.rounds}: ${contender.title}`);
      for (const files of options.graphs) await turn(contender, files, options);
    }
  }
}
