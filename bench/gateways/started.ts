import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../local/failure.js';
import { lastError, openLog, type LogFile } from '../../local/processes/log-file.js';
import { endBy, endOf, within } from '../../local/processes/process.js';
import { freePorts } from '../../local/processes/ports.js';
import type { Contender, Place } from './contenders/contender.js';
import type { Cores } from './cores.js';

/** A contender that answers. */
export interface Started {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const POLL_MS = 100;
const ASKING_MS = 5_000;
const STOP_MS = 15_000;

async function answers(port: number): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}', signal: AbortSignal.timeout(ASKING_MS) });
    await response.text();
    return response.status === 200;
  } catch {
    return false;
  }
}

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  readonly log: LogFile;
}

/** On the gateway's processor where there is one; it does not outlive this process, however that ends. */
function launch(contender: Contender, place: Place, cores: Cores | null): Launched {
  const { program, args, environment = {} } = contender.command(place);
  const log = openLog(path.join(place.folder, `${contender.name}.log`));
  const options: SpawnOptions = { cwd: place.folder, env: { ...process.env, ...environment }, stdio: ['ignore', log.descriptor, log.descriptor] };
  const child = cores === null ? spawn(program, args, options) : spawn('taskset', ['--cpu-list', cores.gateway, program, ...args], options);
  closeSync(log.descriptor);
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = endOf(child).finally(() => process.off('exit', kill));
  return { child, ended, log };
}

/** Starts a contender and waits until it answers; throws `StartFailure` with what it said last. */
export async function start(contender: Contender, where: Omit<Place, 'port'>, cores: Cores | null): Promise<Started> {
  const [port = 0] = await freePorts([0], 0);
  const { child, ended, log } = launch(contender, { ...where, port }, cores);
  const stop = (): Promise<void> => endBy(child, ended, [['SIGTERM', STOP_MS], ['SIGKILL', 0]]);
  const deadline = performance.now() + START_MS;
  while (!(await answers(port))) {
    if (!(await within(POLL_MS, ended)) && performance.now() < deadline) continue;
    await stop();
    throw new StartFailure(`it did not start: ${lastError(log.lines(), `${contender.name}: `)}`);
  }
  return { pid: child.pid ?? 0, port, stop };
}
