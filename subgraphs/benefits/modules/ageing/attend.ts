import { periodically } from '../../../shared/job/periodic.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { attendBirthdays } from './come-of-age.js';

/** First soon after the start, then often enough that a day is not missed. */
const RHYTHM = { firstMs: 60_000, everyMs: 3_600_000 } as const;

/** Looks for birthdays that change an award, whichever instance comes first. */
export function attendAges({ log, ...surroundings }: Surroundings): Attendant {
  const look = async (stopping: AbortSignal): Promise<void> => {
    const { failures } = await attendBirthdays(surroundings, stopping);
    for (const err of failures) log.error({ err }, 'an award does not follow a birthday; trying again');
  };
  return periodically(look, (err) => log.error({ err }, 'birthdays are not looked for; trying again'), RHYTHM);
}
