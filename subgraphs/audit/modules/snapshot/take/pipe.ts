import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Named pipes in a folder, through which one hands to the other what neither keeps. Node has no call to make one, and a process for each
 * view would take longer than a small view does: one that was used goes to the next.
 */
export class Pipes {
  readonly #free: string[] = [];
  #made = 0;

  constructor(private readonly folder: string) {}

  /** Works with a pipe that nobody else has. Where the work fails, an end may still be open: that pipe is not used again. */
  async lend<T>(work: (pipe: string) => Promise<T>): Promise<T> {
    const pipe = this.#free.pop() ?? (await this.#make());
    try {
      const result = await work(pipe);
      this.#free.push(pipe);
      return result;
    } catch (error) {
      await rm(pipe, { force: true });
      throw error;
    }
  }

  async #make(): Promise<string> {
    this.#made += 1;
    const pipe = path.join(this.folder, `rows-${this.#made}`);
    await rm(pipe, { force: true });
    await run('mkfifo', ['-m', '600', pipe]);
    return pipe;
  }
}

const PAUSE_MS = 5;

/**
 * Takes what is written into a pipe that its reader has left, until the writer has ended. Whoever opens a pipe to write waits for a reader,
 * and holds one of the few threads that all files of the process go through.
 */
export async function drain(pipe: string, writing: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const over = writing.then(() => ended.abort(), () => ended.abort());
  const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const scratch = Buffer.alloc(64 * 1024);
  while (!ended.signal.aborted) {
    const { bytesRead } = await reader.read(scratch, 0, scratch.length).catch(() => ({ bytesRead: 0 }));
    if (bytesRead === 0) await delay(PAUSE_MS);
  }
  await over;
  await reader.close();
}
