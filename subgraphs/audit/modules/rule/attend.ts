import { attendJobs } from '../../../shared/job/attend-jobs.js';
import { snapshotSettings } from '../snapshot/settings.js';
import { carryOutRuns } from './carry-out-runs.js';
import { AUDIT_RULES } from './rules.js';

/** Asks the rules that auditors have asked for, whichever instance comes first. */
export const { attend: attendRuns, wake: wakeRuns } = attendJobs('asking rules', async (surroundings, stopping) => {
  const settings = snapshotSettings(surroundings.database.configuration);
  await carryOutRuns({ surroundings, settings, rules: AUDIT_RULES }, stopping, (error) => surroundings.log.error({ err: error }, 'a rule has no answer'));
});
