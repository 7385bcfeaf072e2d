import { setTimeout as delay } from 'node:timers/promises';
import { StartFailure } from '../../local/failure.js';
import { ownServer, type Fault, type Site } from './fault.js';

const PATIENCE_MS = 60_000;
/** Between two restarts: long enough for requests to be answered. */
const WORK_MS = 1_500;

async function restart(site: Site, signal: NodeJS.Signals): Promise<void> {
  const before = site.postmaster;
  if (before === null) return;
  process.kill(before, signal);
  const deadline = performance.now() + PATIENCE_MS;
  while (site.postmaster === before || site.postmaster === null) {
    if (performance.now() > deadline) throw new StartFailure('PostgreSQL was shut down and does not come back.');
    await delay(20);
  }
  await delay(WORK_MS);
}

const restarts = (name: string, signal: NodeJS.Signals): Fault => ({
  name,
  unready: ['subgraphs'],
  felt: true,
  impossible: ownServer,
  again: (site) => restart(site, signal),
});

/** Transactions under way are rolled back, and everybody is told. */
export const fastRestarts = (): Fault => restarts('restarted, fast shutdown', 'SIGINT');

/** As after a crash: nobody is waited for, and the log is replayed. */
export const immediateRestarts = (): Fault => restarts('restarted, immediate shutdown', 'SIGQUIT');
