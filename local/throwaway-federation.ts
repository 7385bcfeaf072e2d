import { SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { removeDatabases, requireEmptyServer } from './bootstrap/remove.js';
import { openDataFolder } from './data/data-folder.js';
import type { RunState } from './data/run-state.js';
import type { Environment } from '../subgraphs/shared/environment.js';
import { readLocalEnvironment } from './environment.js';
import { Federation } from './federation.js';
import { pointTo } from './postgres/placement.js';
import type { RunSettings } from './service-environments.js';
import { stopOnSignals } from './stop-signals.js';
import { temporaryFolder } from './temporary-run.js';

/** Everything, started in a folder of its own. */
export interface ThrowawayFederation {
  readonly state: RunState;
  readonly folder: string;
  /** What its services were told, for further processes beside them. */
  readonly settings: RunSettings;
}

/** What is to be other than the environment says. */
export interface ThrowawayOptions {
  /** Those that run; all by default. */
  readonly subgraphs?: readonly SubgraphName[];
  readonly children?: number;
  /** Told to every service. */
  readonly environment?: Environment;
  /** Where the embedded PostgreSQL's cluster is to lie; in the folder by default. Whoever names it removes it. */
  readonly cluster?: string;
}

/**
 * Starts everything on free ports in a temporary folder, works with it, and leaves nothing behind: not after an error and not
 * after a signal, and not on a server that `DATABASE_URL` names. Undefined when it was stopped before it was ready.
 */
export async function withThrowawayFederation<T>(
  report: (line: string) => void,
  work: (federation: ThrowawayFederation) => Promise<T>,
  { subgraphs = SUBGRAPHS, children, environment: extra = {}, cluster }: ThrowawayOptions = {},
): Promise<T | undefined> {
  const environment = readLocalEnvironment();
  if (environment.databaseUrl !== undefined) await requireEmptyServer(environment.databaseUrl);
  const folder = temporaryFolder('throwaway');
  const local = { ...environment, children: children ?? environment.children, inherited: { ...environment.inherited, ...extra }, port: 0, data: folder.path };
  const data = openDataFolder(folder.path);
  if (cluster !== undefined) pointTo(data, cluster);
  const federation = new Federation({ local, data, subgraphs, alone: null, report });
  const end = async (): Promise<void> => {
    await federation.stop();
    if (local.databaseUrl !== undefined) await removeDatabases(local.databaseUrl);
    folder.remove();
  };
  stopOnSignals(end);
  try {
    const state = await federation.start();
    const { settings } = federation;
    return state === null || settings === null ? undefined : await work({ state, folder: folder.path, settings });
  } finally {
    await end();
  }
}
