import path from 'node:path';
import { startChild, type ServingProcess } from '../../local/processes/child.js';
import { gatewayEnvironment, subgraphEnvironment } from '../../local/service-environments.js';
import type { ThrowawayFederation } from '../../local/throwaway-federation.js';
import { PROGRAMMES } from '../../subgraphs/shared/access/viewer.js';
import { variableName, type Environment } from '../../subgraphs/shared/environment.js';

const beside = ({ METRICS_PORT: _metrics, ...environment }: Environment): Environment => ({ ...environment, PORT: '0' });

/** A gateway and the processes that it is nothing without, but for the database server. */
export interface Composition {
  readonly url: string;
  readonly pids: readonly number[];
}

/** Works with a second gateway over subgraphs that let everybody pass and record nothing, on the databases of the first. */
export async function withoutAccess<T>({ settings, folder }: ThrowawayFederation, work: (open: Composition) => Promise<T>): Promise<T> {
  const running: ServingProcess[] = [];
  const start = async (name: string, entry: string, environment: Environment): Promise<string> => {
    const child = await startChild({ name, entry, environment, logFile: path.join(folder, `${name}-open.log`) }).ready;
    running.push(child);
    return child.url;
  };
  try {
    const urls: Record<string, string> = {};
    for (const name of PROGRAMMES) {
      urls[`SUBGRAPH_${variableName(name)}_URL`] = await start(name, 'bench/access/open/subgraph.js', { ...beside(subgraphEnvironment(settings, name)), BENCH_SUBGRAPH: name });
    }
    const url = await start('gateway', 'gateway/main.js', { ...beside(gatewayEnvironment(settings)), ...urls });
    return await work({ url, pids: running.map(({ pid }) => pid) });
  } finally {
    await Promise.all(running.map((child) => child.stop()));
  }
}
