import { withJobs } from '../../local/benefits/jobs.js';
import { StartFailure } from '../../local/failure.js';
import { carryOut, reportOf, startOrResume } from '../../subgraphs/benefits/modules/payment-run/carry-out.js';
import type { Figures } from '../benchmark.js';
import { fillAwards, SYNTHETIC_MONTH } from './synthetic-awards.js';
import { withThrowawayRegister } from './throwaway-register.js';

const AWARDS = 650_000;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

/** How long a run of the nation takes, beforehand and in earnest; rows for a table, and figures. */
export const measurePaymentRun = (report: (line: string) => void): Promise<{ readonly rows: string[][]; readonly figures: Figures }> =>
  withThrowawayRegister(async ({ appUrl, adminUrl, ledgerKey }, abort) => {
    report(`${AWARDS} awards`);
    await fillAwards(adminUrl, AWARDS);
    return withJobs({ databaseUrl: appUrl, ledgerKey }, async (jobs) => {
      const timed = async (dry: boolean): Promise<number> => {
        const scope = { month: SYNTHETIC_MONTH, region: null, dry };
        let id = '';
        const took = await seconds(async () => {
          const run = await startOrResume(jobs, scope);
          id = run.id;
          await carryOut(jobs, run, undefined, abort);
        });
        const { totals } = await reportOf(jobs, id);
        const payments = totals.reduce((sum, total) => sum + total.payments, 0);
        if (payments !== AWARDS) throw new StartFailure(`The run made ${payments} payments of ${AWARDS}.`);
        return took;
      };
      const [dry, run] = [await timed(true), await timed(false)];
      return {
        rows: [['payment run of the nation, seconds', run.toFixed(1)], ['… told beforehand', dry.toFixed(1)], ['payments a second', (AWARDS / run).toFixed(0)]],
        figures: { awards: AWARDS, seconds: run, drySeconds: dry },
      };
    });
  });
