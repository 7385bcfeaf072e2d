import type { Attendant, Surroundings } from '../../../shared/server.js';
import { attendBirthdays } from './come-of-age.js';

/** First soon after the start, then often enough that a day is not missed. */
const [FIRST_MS, EVERY_MS] = [60_000, 3_600_000];

/** Looks for birthdays that change an award, whichever instance comes first. */
export function attendAges({ log, ...surroundings }: Surroundings): Attendant {
  const stopping = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let working: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const { failures } = await attendBirthdays(surroundings, stopping.signal);
    for (const err of failures) log.error({ err }, 'an award does not follow a birthday; trying again');
  };
  const wake = (): void => {
    working = working.then(look).catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ err: error }, 'birthdays are not looked for; trying again');
    });
  };
  return {
    start: () => void timers.push(setTimeout(wake, FIRST_MS).unref(), setInterval(wake, EVERY_MS).unref()),
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      stopping.abort();
      await working;
    },
  };
}
