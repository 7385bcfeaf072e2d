import { rmSync } from 'node:fs';
import { readJson, writePrivateJson } from '../data/files.js';
import { StartFailure } from '../failure.js';
import { identify, isRunning, type ProcessIdentity } from './identity.js';
import { holdsWithin } from './wait.js';

const NORMAL_MS = 3_000;
const KILLED_MS = 5_000;

/** Which processes a launcher has, in a file: should it be killed, the next one finds who did not notice. */
export class ProcessRegister {
  readonly #running = new Map<string, ProcessIdentity>();

  constructor(private readonly file: string) {}

  /** Ends what an earlier launcher left behind. Pid and start time together name a process beyond doubt. */
  async endOrphans(): Promise<void> {
    const known = (readJson(this.file) as ProcessIdentity[] | null) ?? [];
    await Promise.all(known.filter(isRunning).map(endOrphan));
    this.clear();
  }

  add(name: string, pid: number): void {
    const process = identify(pid);
    if (process !== null) this.#running.set(name, process);
    writePrivateJson(this.file, [...this.#running.values()]);
  }

  /** Process ids by name. */
  pids(): Record<string, number> {
    return Object.fromEntries([...this.#running].map(([name, { pid }]) => [name, pid]));
  }

  clear(): void {
    rmSync(this.file, { force: true });
  }
}

/** Mostly they are on their way out: losing the launcher ends them. One that was paused cannot notice. */
async function endOrphan(orphan: ProcessIdentity): Promise<void> {
  for (const [signal, milliseconds] of [['SIGTERM', NORMAL_MS], ['SIGKILL', KILLED_MS]] as const) {
    if (isRunning(orphan)) process.kill(orphan.pid, signal);
    if (await holdsWithin(milliseconds, () => !isRunning(orphan))) return;
  }
  throw new StartFailure(`A process of an earlier start (${orphan.pid}) does not end. End it, then start again.`);
}
