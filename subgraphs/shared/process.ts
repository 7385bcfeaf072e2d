import { EnvironmentError } from './environment.js';
import { loggedError } from './logged-error.js';

/** Something that runs until it is told to stop. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** The one line an operator needs for a failure at start; anything else as the log would have it, with its stack. */
export function startFailure(error: unknown): string {
  if (error instanceof EnvironmentError) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Stop what listens there, or set PORT.`;
  const { type, message, stack, ...more } = loggedError(error);
  return [`${type}: ${message} ${JSON.stringify(more)}`, stack].join('\n');
}

/** Node would print the error as it is, with whatever it quotes. */
function crash(name: string, error: unknown): void {
  process.stderr.write(`${JSON.stringify({ level: 60, time: Date.now(), service: name, err: loggedError(error), msg: 'crashed' })}\n`);
  process.exit(1);
}

/**
 * The life of a process: start, tell a parent the URL, and drain on SIGTERM or SIGINT. A second signal, or the loss
 * of the parent that started it over an IPC channel, ends it at once.
 */
export async function runProcess(name: string, start: () => Promise<Running>): Promise<void> {
  // A promise that rejects unheard arrives here, too.
  process.on('uncaughtException', (error) => crash(name, error));
  try {
    const running = await start();
    let stopping = false;
    const stop = (): void => {
      if (stopping) process.exit(1);
      stopping = true;
      void running.close().then(() => process.exit(0), () => process.exit(1));
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.on('disconnect', stop);
    process.send?.({ ready: running.url });
  } catch (error) {
    process.stderr.write(`${name}: ${startFailure(error)}\n`);
    process.exit(1);
  }
}
