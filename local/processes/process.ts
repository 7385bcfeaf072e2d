import type { ChildProcess } from 'node:child_process';

/** A process that somebody else looks after: PostgreSQL, a subgraph, the gateway. */
export interface RunningProcess {
  readonly pid: number;
  /** Settles when the process has ended; says how. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it in good order, by force when it takes too long. */
  stop(): Promise<void>;
}

const ending = (code: number | null, signal: NodeJS.Signals | null): string => (signal === null ? `exit code ${code}` : `signal ${signal}`);

/** How a child process ends. */
export const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(ending(code, signal)));
    child.once('error', (error) => resolve(error.message));
  });

/** Waits for a promise at most so long; false when the time ran out. */
export async function within(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  try {
    return await Promise.race([promise.then(() => true), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Sends signals one after the other, each with its time in milliseconds, until the process has ended. */
export async function endBy(child: ChildProcess, ended: Promise<string>, steps: readonly (readonly [NodeJS.Signals, number])[]): Promise<void> {
  for (const [signal, milliseconds] of steps) {
    child.kill(signal);
    // Whoever was paused (SIGSTOP) sees a signal only when it goes on.
    child.kill('SIGCONT');
    if (await within(milliseconds, ended)) return;
  }
  await ended;
}
