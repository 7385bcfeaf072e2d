import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
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
 * after a signal. Undefined when it was stopped before it was ready.
 */
export async function withThrowawayFederation<T>(report: (line: string) => void, work: (federation: ThrowawayFederation) => Promise<T>): Promise<T | undefined> {
  const folder = temporaryFolder('throwaway');
  const local = { ...readLocalEnvironment(), port: 0, data: folder.path };
  const federation = new Federation({ local, data: openDataFolder(folder.path), subgraphs: SUBGRAPHS, alone: null, report });
  const end = async (): Promise<void> => {
    await federation.stop();
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
