import { SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { removeDatabases, requireEmptyServer } from './bootstrap/remove.js';
import { openDataFolder } from './data/data-folder.js';
import type { RunState } from './data/run-state.js';
import { readLocalEnvironment } from './environment.js';
import { Federation } from './federation.js';
import { stopOnSignals } from './stop-signals.js';
import { temporaryFolder } from './temporary-run.js';

/** Everything, started in a folder of its own. */
export interface ThrowawayFederation {
  readonly state: RunState;
  readonly folder: string;
}

/**
 * Starts everything on free ports in a temporary folder, works with it, and leaves nothing behind: not after an error and not
 * after a signal, and not on a server that `DATABASE_URL` names. Undefined when it was stopped before it was ready.
 * `subgraphs`: those that run.
 */
export async function withThrowawayFederation<T>(
  report: (line: string) => void,
  work: (federation: ThrowawayFederation) => Promise<T>,
  subgraphs: readonly SubgraphName[] = SUBGRAPHS,
): Promise<T | undefined> {
  const environment = readLocalEnvironment();
  if (environment.databaseUrl !== undefined) await requireEmptyServer(environment.databaseUrl);
  const folder = temporaryFolder('throwaway');
  const local = { ...environment, port: 0, data: folder.path };
  const federation = new Federation({ local, data: openDataFolder(folder.path), subgraphs, alone: null, report });
  const end = async (): Promise<void> => {
    await federation.stop();
    if (local.databaseUrl !== undefined) await removeDatabases(local.databaseUrl);
    folder.remove();
  };
  stopOnSignals(end);
  try {
    const state = await federation.start();
    return state === null ? undefined : await work({ state, folder: folder.path });
  } finally {
    await end();
  }
}
