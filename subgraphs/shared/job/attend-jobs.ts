import type { EntityManager } from '@mikro-orm/postgresql';
import type { Attendant, Surroundings } from '../server.js';
import { periodically } from './periodic.js';

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
    const rounds = periodically((stopping) => carryOutAll(surroundings, stopping), (error) => surroundings.log.error({ err: error }, `${what} stands still; trying again`), { everyMs: EVERY_MS });
    return {
      start: () => {
        wakers.set(surroundings.database.configuration, () => rounds.wake());
        rounds.start();
      },
      stop: () => rounds.stop(),
    };
  };
  return { attend, wake: (em) => wakers.get(em.config)?.() };
}
