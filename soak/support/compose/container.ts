import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { StartFailure } from '../../../local/failure.js';
import { lastError, openLog, type LogFile } from '../../../local/processes/log-file.js';
import { within } from '../../../local/processes/process.js';
import type { SystemUser } from '../../../local/postgres/system-user.js';
import type { Environment } from '../../../subgraphs/shared/environment.js';
import type { ComposeService } from './compose-file.js';

/** What stands for an image: its files, and the user that it runs as where that can be had. */
export interface ImageFolder {
  readonly path: string;
  /** Its Node. */
  readonly node: string;
  readonly user: SystemUser | null;
}

export interface ContainerOptions {
  readonly name: string;
  readonly service: ComposeService;
  readonly image: ImageFolder;
  /** Everything that is in it: nothing of this process's own. */
  readonly environment: Environment;
  /** Its health check, as it is to be run here. */
  readonly check: readonly string[];
  readonly logFile: string;
}

/** What every container of the image has besides. */
const BASE: Environment = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent' };

const seconds = (duration: string | undefined): number => Number.parseInt(duration ?? '0', 10) * 1000;

/** A process that runs as its service says, in place of a container. */
export class Container {
  readonly #child: ChildProcess;
  readonly #log: LogFile;
  /** Settles with the exit code; a signal's is 128 and its number, as Docker tells it. */
  readonly ended: Promise<number>;

  constructor(private readonly options: ContainerOptions) {
    this.#log = openLog(options.logFile);
    this.#child = this.#spawn(options.service.command, this.#log.descriptor);
    this.ended = endOf(this.#child);
    closeSync(this.#log.descriptor);
  }

  /** Why it ended as it did. */
  get lastWords(): string {
    return lastError(this.#log.lines(), `${this.options.name}: `);
  }

  /** `docker compose exec`: another command in the same surroundings; what it printed. */
  async run(command: readonly string[]): Promise<string> {
    const child = this.#spawn(command, 'pipe');
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await endOf(child);
    if (code !== 0) throw new StartFailure(`${this.options.name}: ${command.join(' ')} ended with ${code}: ${output}`);
    return output.trim();
  }

  /** Waits until the health check says yes, for as long as Docker would. */
  async healthy(): Promise<void> {
    const { start_period: start, start_interval: pause, interval, retries = 0 } = this.options.service.healthcheck ?? {};
    const deadline = performance.now() + seconds(start) + retries * seconds(interval);
    const state = { ended: false };
    void this.ended.then(() => (state.ended = true));
    while (!(await this.run(this.options.check).then(() => true, () => false))) {
      if (state.ended || performance.now() > deadline) throw new StartFailure(`${this.options.name} does not get healthy: ${this.lastWords}`);
      await delay(seconds(pause));
    }
  }

  /** Ends it as Docker does; the exit code. */
  async stop(): Promise<number> {
    this.#child.kill(this.options.service.stop_signal ?? 'SIGTERM');
    if (!(await within(seconds(this.options.service.stop_grace_period), this.ended))) this.#child.kill('SIGKILL');
    return this.ended;
  }

  #spawn([program, ...args]: readonly string[], output: number | 'pipe'): ChildProcess {
    if (program !== 'node') throw new StartFailure(`${this.options.name}: the image has no ${program}.`);
    const { environment, image } = this.options;
    return spawn(image.node, args, { cwd: image.path, env: { ...BASE, ...environment }, stdio: ['ignore', output, output], ...image.user });
  }
}

const NOT_FOUND = 127;
const SIGNALLED = 128;

const endOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? SIGNALLED + (signal === null ? 0 : constants.signals[signal])));
    child.once('error', () => resolve(NOT_FOUND));
  });
