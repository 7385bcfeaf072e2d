import { civilDay, type CivilDate } from '../../../shared/clock.js';
import { periodically } from '../../../shared/job/periodic.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { tellCounts } from './tell-counts.js';

/** Once a day it is looked whether a list is due to be told, and more often whether a new day has come. */
const EVERY_MS = 600_000;
const FIRST_MS = 60_000;

/** Tells the savings programme how many children of its lists live in which region. */
export function attendCounts(surroundings: Surroundings): Attendant {
  let counted: CivilDate | null = null;
  const count = async (stopping: AbortSignal): Promise<void> => {
    const today = civilDay(surroundings.clock.now());
    if (counted === today) return;
    await tellCounts(surroundings, stopping);
    counted = today;
  };
  return periodically(count, (error) => surroundings.log.error({ err: error }, 'lists were not counted; trying again'), { everyMs: EVERY_MS, firstMs: FIRST_MS });
}
