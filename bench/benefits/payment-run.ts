import { withJobs } from '../../local/jobs.js';
import { StartFailure } from '../../local/failure.js';
import { carryOut, reportOf, startOrResume } from '../../subgraphs/benefits/modules/payment-run/carry-out.js';
import type { JobSurroundings } from '../../subgraphs/benefits/modules/job/job.js';
import type { Part } from '../part.js';
import { used } from '../used.js';
import { fillAwards, SYNTHETIC_MONTH } from './synthetic-awards.js';
import { withThrowawayRegister } from './throwaway-register.js';

const AWARDS = 650_000;
/** Seconds that a run of the nation may take. */
const MOST_SECONDS = 30;

/** Of a run: how long it took, and how much of the processors, its own process and its connections together. */
interface Took {
  readonly seconds: number;
  /** Not a number where the system does not tell. */
  readonly cpuSeconds: number;
}

async function timedRun(jobs: JobSurroundings, adminUrl: string, dry: boolean, abort: AbortSignal): Promise<Took> {
  const [begun, before] = [performance.now(), await used(adminUrl)];
  const run = await startOrResume(jobs, { month: SYNTHETIC_MONTH, region: null, dry });
  await carryOut(jobs, run, undefined, abort);
  const took = { seconds: (performance.now() - begun) / 1000, cpuSeconds: ((await used(adminUrl)) - before) / 1000 };
  const { totals } = await reportOf(jobs, run.id);
  const payments = totals.reduce((sum, total) => sum + total.payments, 0);
  if (payments !== AWARDS) throw new StartFailure(`The run made ${payments} payments of ${AWARDS}.`);
  return took;
}

const figure = ({ seconds, cpuSeconds }: Took): string => `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of a processor, ${(AWARDS / seconds).toFixed(0)} a second`;

const measure: Part['run'] = (report) =>
  withThrowawayRegister(async ({ appUrl, adminUrl, ledgerKey }, abort) => {
    report(`${AWARDS} awards`);
    await fillAwards(adminUrl, AWARDS);
    return withJobs('benefits', { databaseUrl: appUrl, ledgerKey }, async (jobs) => {
      const dry = await timedRun(jobs, adminUrl, true, abort);
      const run = await timedRun(jobs, adminUrl, false, abort);
      return {
        rows: [
          [`payments of a month for ${AWARDS.toLocaleString('en-US')} awards`, figure(run), `${MOST_SECONDS} s`],
          ['… told beforehand', figure(dry), ''],
        ],
        figures: { awards: AWARDS, seconds: run.seconds, cpuSeconds: run.cpuSeconds, drySeconds: dry.seconds, dryCpuSeconds: dry.cpuSeconds },
      };
    });
  });

/** How long a run of the nation takes, beforehand and in earnest. */
export const paymentRun: Part = { name: 'payment-run', run: measure };
