import { attendJobs } from '../../../shared/job/attend-jobs.js';
import { ofJob } from '../job/job.js';
import { carryOut } from './carry-out.js';
import { runById, unfinishedRuns } from './payment-run.repository.js';

export const { attend: attendRuns, wake: wakeRuns } = attendJobs('a payment run', async (surroundings, stopping) => {
  for (const id of await ofJob(surroundings, unfinishedRuns)) {
    const run = stopping.aborted ? null : await ofJob(surroundings, (em) => runById(em, id));
    if (run !== null) await carryOut(surroundings, run, undefined, stopping);
  }
});
