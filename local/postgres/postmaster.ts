import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../failure.js';
import { commandLine, identify, isRunning } from '../processes/identity.js';
import { holdsWithin } from '../processes/wait.js';

/** What a running PostgreSQL writes about itself into its cluster: pid first, state in the eighth line. */
interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

const fileIn = (cluster: string): string => path.join(cluster, 'postmaster.pid');

function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(fileIn(cluster), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** True when the server with this pid takes connections. */
export function isReady(cluster: string, pid: number): boolean {
  const postmaster = readPostmaster(cluster);
  return postmaster?.pid === pid && postmaster.ready;
}

/** Fast shutdown; immediate shutdown when that hangs. PostgreSQL recovers from either. */
const STEPS = [['SIGINT', 10_000], ['SIGQUIT', 5_000]] as const;

/**
 * Ends a server that a killed launcher left behind on this cluster. It is ours beyond doubt: its command line names
 * the cluster. Any other process under the pid in the file has nothing to do with it; the file is old.
 */
export async function endOrphan(cluster: string): Promise<void> {
  const pid = readPostmaster(cluster)?.pid;
  if (pid === undefined) return;
  const orphan = identify(pid);
  if (orphan === null || !commandLine(pid).includes(cluster)) return rmSync(fileIn(cluster), { force: true });
  for (const [signal, milliseconds] of STEPS) {
    if (isRunning(orphan)) process.kill(pid, signal);
    if (await holdsWithin(milliseconds, () => !isRunning(orphan))) return;
  }
  throw new StartFailure(`A PostgreSQL of an earlier start (process ${pid}) does not end. End it, then start again.`);
}
