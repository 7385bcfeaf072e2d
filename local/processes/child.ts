import { fork, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Environment } from '../../subgraphs/shared/environment.js';
import { builtModule } from '../../subgraphs/shared/project.js';
import { StartFailure } from '../failure.js';
import { lastError, openLog, type LogFile } from './log-file.js';
import { endBy, endOf, within, type RunningProcess } from './process.js';

/** A Node process of this project that says over IPC when it is ready; see `runProcess`. */
export interface ChildOptions {
  readonly name: string;
  /** Its main module, below the built project. */
  readonly entry: string;
  readonly environment: Environment;
  readonly logFile: string;
}

/** A child that serves requests. */
export interface ServingProcess extends RunningProcess {
  readonly url: string;
}

const START_MS = 60_000;

/** Longer than a process gives itself (DRAIN_LIMIT_MS). */
const GRACE_MS = 3_000;

const stopSteps = ({ DRAIN_LIMIT_MS = '0' }: Environment): readonly (readonly [NodeJS.Signals, number])[] => [['SIGTERM', Number(DRAIN_LIMIT_MS) + GRACE_MS], ['SIGKILL', 0]];

/**
 * Its own session, so that a Ctrl-C in the terminal reaches the launcher alone, which then stops everybody in order.
 * When the launcher dies without doing so, the IPC channel breaks, and that ends the child.
 */
function launch({ entry, environment }: ChildOptions, log: LogFile): ChildProcess {
  const child = fork(builtModule(entry), [], {
    env: environment,
    execArgv: [],
    stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    detached: true,
  });
  closeSync(log.descriptor);
  return child;
}

const urlFrom = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.on('message', (message: { ready?: unknown }) => {
      if (typeof message.ready === 'string') resolve(message.ready);
    });
  });

/** A child under way; `ready` rejects when it ends, or says nothing for too long, before it serves. */
export interface StartingChild extends RunningProcess {
  readonly ready: Promise<ServingProcess>;
}

/** Starts a child. It can be stopped at once, long before it is ready. */
export function startChild(options: ChildOptions): StartingChild {
  const log = openLog(options.logFile);
  const child = launch(options, log);
  const ended = endOf(child);
  const process = { pid: child.pid ?? 0, ended, stop: () => endBy(child, ended, stopSteps(options.environment)) };
  const becomeReady = async (): Promise<ServingProcess> => {
    const url = urlFrom(child);
    await within(START_MS, Promise.race([url, ended]));
    const answer = await Promise.race([url, Promise.resolve(null)]);
    if (answer !== null) return { ...process, url: answer };
    await process.stop();
    throw new StartFailure(`${options.name} did not start: ${lastError(log.lines(), `${options.name}: `)} (log: ${log.path})`);
  };
  return { ...process, ready: becomeReady() };
}
