import type { EntityManager } from '@mikro-orm/postgresql';
import type { Attendant, Surroundings } from '../server.js';

/** How often it is looked whether another process, or the one before, has left something. */
const EVERY_MS = 60_000;

/** What sets a process to work on what was started in it. */
export interface Attended {
  /** To be called when what was started is committed. */
  readonly wake: (em: Pick<EntityManager, 'config'>) => void;
  readonly attend: (surroundings: Surroundings) => Attendant;
}

/** Carries out what has been started, whichever instance comes first; what a killed process has left goes on within a minute. */
export function attendJobs(what: string, carryOutAll: (surroundings: Surroundings, stopping: AbortSignal) => Promise<void>): Attended {
  // By the configuration that all transactions of a database share.
  const wakers = new WeakMap<object, () => void>();
  const attend = (surroundings: Surroundings): Attendant => {
    const stopping = new AbortController();
    let timer: NodeJS.Timeout | null = null;
    let working: Promise<void> = Promise.resolve();
    const wake = (): void => {
      working = working.then(() => carryOutAll(surroundings, stopping.signal)).catch((error: unknown) => {
        if (!stopping.signal.aborted) surroundings.log.error({ err: error }, `${what} stands still; trying again`);
      });
    };
    return {
      start: () => {
        wakers.set(surroundings.database.configuration, wake);
        timer = setInterval(wake, EVERY_MS).unref();
      },
      stop: async () => {
        if (timer !== null) clearInterval(timer);
        stopping.abort();
        await working;
      },
    };
  };
  return { attend, wake: (em) => wakers.get(em.config)?.() };
}
