import { attendJobs } from '../../../shared/job/attend-jobs.js';
import { ofJobOf } from '../../../shared/job/job.js';
import { unfinishedRuns } from './accrual-run.repository.js';
import { carryOut, OFFICE } from './carry-out.js';

export const { attend: attendRuns, wake: wakeRuns } = attendJobs('a year\'s run', async (surroundings, stopping) => {
  for (const id of await ofJobOf(OFFICE, surroundings, unfinishedRuns)) {
    if (!stopping.aborted) await carryOut(surroundings, id, undefined, stopping);
  }
});
