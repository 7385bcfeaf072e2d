import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { StartFailure } from '../failure.js';
import { lastError, openLog, type LogFile } from '../processes/log-file.js';
import { endBy, endOf, type RunningProcess } from '../processes/process.js';
import { holdsWithin } from '../processes/wait.js';
import { program } from './binaries.js';
import { keep } from './keeper.js';
import type { Placement } from './placement.js';
import { endOrphan, isReady } from './postmaster.js';
import { settings, type Durability, type Purpose } from './settings.js';
import { asUser } from './system-user.js';

export interface ServerOptions {
  readonly placement: Placement;
  readonly port: number;
  readonly durability: Durability;
  readonly purpose?: Purpose | undefined;
  readonly sockets?: string | undefined;
  readonly logFile: string;
}

const START_MS = 60_000;

/** Fast shutdown, then immediate; PostgreSQL recovers from either. */
const STOP: readonly (readonly [NodeJS.Signals, number])[] = [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 0]];

/** Its own session, so that a Ctrl-C in the terminal does not reach it before its clients have gone. */
function launch({ placement, port, durability, purpose, sockets = '' }: ServerOptions, log: LogFile): ChildProcess {
  const child = spawn(program(placement.binaries, 'postgres'), ['-D', placement.cluster, ...settings(port, durability, purpose), '-c', `unix_socket_directories=${sockets}`], {
    ...asUser(placement.user),
    stdio: ['ignore', log.descriptor, log.descriptor],
    detached: true,
  });
  closeSync(log.descriptor);
  return child;
}

const startProblem = (log: LogFile): string => {
  const lines = log.lines();
  const fatal = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line));
  return `PostgreSQL did not start: ${fatal ?? lastError(lines, 'postgres: ')} (log: ${log.path})`;
};

/** Processes of a server that was killed end by themselves when they notice; until then their memory is in use. */
const REMAINS = /FATAL:.* pre-existing shared memory block/;
const REMAINS_MS = 30_000;
const AGAIN_MS = 250;

/** Starts PostgreSQL on a prepared cluster and waits until it takes connections. */
export async function startServer(options: ServerOptions): Promise<RunningProcess> {
  await endOrphan(options.placement.cluster);
  const deadline = performance.now() + REMAINS_MS;
  for (;;) {
    const log = openLog(options.logFile);
    const server = await tryStart(options, log);
    if (server !== null) return server;
    if (performance.now() > deadline || !log.lines().some((line) => REMAINS.test(line))) throw new StartFailure(startProblem(log));
    await delay(AGAIN_MS);
  }
}

/** A server that takes connections; null when it did not come to that, which its log explains. */
async function tryStart(options: ServerOptions, log: LogFile): Promise<RunningProcess | null> {
  const { cluster, user } = options.placement;
  const child = launch(options, log);
  const { pid } = child;
  let over = false;
  const ended = endOf(child).finally(() => (over = true));
  if (pid === undefined) throw new StartFailure(`PostgreSQL did not start: ${await ended}`);
  void ended.then(keep(cluster, pid, user));
  const server = { pid, ended, stop: () => endBy(child, ended, STOP) };
  const ready = await holdsWithin(START_MS, () => over || isReady(cluster, pid));
  if (ready && !over) return server;
  await server.stop();
  return null;
}
