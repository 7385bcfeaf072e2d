import { ofJobOf } from '../../../shared/job/job.js';
import { periodically } from '../../../shared/job/periodic.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { OFFICE } from '../accrual-run/carry-out.js';
import { bookedByRuns } from './reconciliation.service.js';
import { yearsCredited } from './proof.repository.js';

const EVERY_MS = 60_000;

/** Reads each year's ledger soon after its run, or the start of the process: the nation's takes longer than a request may. */
export function attendProofs(surroundings: Surroundings): Attendant {
  const read = async (stopping: AbortSignal): Promise<void> => {
    for (const year of await ofJobOf(OFFICE, surroundings, yearsCredited)) {
      stopping.throwIfAborted();
      await ofJobOf(OFFICE, surroundings, (em) => bookedByRuns(em, year));
    }
  };
  return periodically(read, (error) => surroundings.log.error({ err: error }, 'years were not read for reconciliation; trying again'), { everyMs: EVERY_MS });
}
