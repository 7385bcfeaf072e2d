import { StartFailure } from './failure.js';

/** Fills databases, which can be left and taken up again: Ctrl-C or SIGTERM ends it, and one line says so. */
export async function untilSignalled<T>(fill: (abort: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  try {
    return await fill(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw new StartFailure('Stopped. What is loaded stays; the same command goes on from there.');
    throw error;
  }
}

/** npm and a terminal may each deliver the same Ctrl-C: what follows so soon is not a second one. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Stops in good order on Ctrl-C or SIGTERM, and then ends with exit code 0. A second Ctrl-C ends
 * at once; the services notice that and follow.
 */
export function stopOnSignals(stop: () => Promise<void>): void {
  let first: number | null = null;
  const onSignal = (): void => {
    if (first !== null) {
      if (performance.now() - first > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    first = performance.now();
    process.stderr.write('Stopping …\n');
    void stop().then(() => process.exit(0), () => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
}
