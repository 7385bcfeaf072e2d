import type { EntityManager } from '@mikro-orm/postgresql';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { ofJob } from '../job/job.js';
import { carryOut } from './carry-out.js';
import { runById, unfinishedRuns } from './payment-run.repository.js';

/** How often it is looked whether another process, or the one before, has left a run. */
const EVERY_MS = 60_000;

/** What wakes the process's runs, by the configuration that all transactions of its database share. */
const wakers = new WeakMap<object, () => void>();

/** Sets to work on whatever runs have been started; to be called when that is committed. */
export const wakeRuns = (em: Pick<EntityManager, 'config'>): void => wakers.get(em.config)?.();

/** Carries out what the ministry has started, whichever instance comes first; what a killed process has left goes on within a minute. */
export function attendRuns({ log, ...surroundings }: Surroundings): Attendant {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> = Promise.resolve();

  const carryOutAll = async (): Promise<void> => {
    for (const id of await ofJob(surroundings, unfinishedRuns)) {
      const run = stopping.signal.aborted ? null : await ofJob(surroundings, (em) => runById(em, id));
      if (run !== null) await carryOut(surroundings, run, undefined, stopping.signal);
    }
  };
  const wake = (): void => {
    working = working.then(carryOutAll).catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ err: error }, 'a payment run stands still; trying again');
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
}
