import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Works with a named pipe, through which one hands to the other what neither keeps; Node has no call to make one. */
export async function withPipe<T>(pipe: string, work: () => Promise<T>): Promise<T> {
  await rm(pipe, { force: true });
  await run('mkfifo', ['-m', '600', pipe]);
  try {
    return await work();
  } finally {
    await rm(pipe, { force: true });
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
