import type { Attendant } from '../server.js';

/** Work that comes round again, and sooner when it is woken. */
export interface Periodic extends Attendant {
  wake(): void;
}

/** How often the work comes round; the first time after as long, or sooner. */
export interface Rhythm {
  readonly everyMs: number;
  readonly firstMs?: number;
}

/** Does some work again and again, one round after the other. A round that fails is told of, unless it was told to stop, and the next comes all the same. */
export function periodically(work: (stopping: AbortSignal) => Promise<void>, failed: (error: unknown) => void, { everyMs, firstMs }: Rhythm): Periodic {
  const stopping = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let working: Promise<void> = Promise.resolve();
  const wake = (): void => {
    working = working.then(() => work(stopping.signal)).catch((error: unknown) => {
      if (!stopping.signal.aborted) failed(error);
    });
  };
  return {
    wake,
    start: () => {
      if (firstMs !== undefined) timers.push(setTimeout(wake, firstMs).unref());
      timers.push(setInterval(wake, everyMs).unref());
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      stopping.abort();
      await working;
    },
  };
}
