import { withJobs } from '../../local/jobs.js';
import { StartFailure } from '../../local/failure.js';
import { OFFICE } from '../../subgraphs/savings/modules/accrual-run/carry-out.js';
import { proofOf } from '../../subgraphs/savings/modules/reconciliation/proof.repository.js';
import { reconcile } from '../../subgraphs/savings/modules/reconciliation/reconciliation.service.js';
import { ofJobOf } from '../../subgraphs/shared/job/job.js';
import { withThrowawayRegister } from '../benefits/throwaway-register.js';
import type { Part } from '../part.js';
import { creditAnotherYear, fillBooks, MEASURED } from './synthetic-list.js';

const CHILDREN = 500_000;

/** Seconds that the proof of a year may take for half a million children, of whom the nation has fourteen times as many. */
const MOST_SECONDS = 1;

const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, seconds: number]> => {
  const begun = performance.now();
  const result = await work();
  return [result, (performance.now() - begun) / 1000];
};

/** The proof that everybody got the same, by one statement over the ledger; and the whole answer, the first time and again. */
export const reconciliation: Part = {
  name: 'reconciliation',
  run: (report) =>
    withThrowawayRegister(async ({ appUrl, adminUrl, ledgerKey }) => {
      report(`${CHILDREN.toLocaleString('en-US')} children with two years in their books`);
      await fillBooks(adminUrl, CHILDREN);
      await creditAnotherYear(adminUrl);
      return withJobs('savings', { databaseUrl: appUrl, ledgerKey }, async (jobs) => {
        const [proof, proofSeconds] = await timed(() => ofJobOf(OFFICE, jobs, (em) => proofOf(em, MEASURED)));
        if (proof.children !== CHILDREN || proof.lowest !== proof.highest) throw new StartFailure(`The proof has ${proof.children} children from ${proof.lowest} to ${proof.highest}.`);
        const [, firstSeconds] = await timed(() => ofJobOf(OFFICE, jobs, (em) => reconcile(em, MEASURED)));
        const [, againSeconds] = await timed(() => ofJobOf(OFFICE, jobs, (em) => reconcile(em, MEASURED)));
        return {
          rows: [
            [`the same sum for each of ${CHILDREN.toLocaleString('en-US')} children, whatever yields came with it`, `${proofSeconds.toFixed(2)} s`, `${MOST_SECONDS} s`],
            ['… with everything else of the year, and cohorts by the ledger, the first time', `${firstSeconds.toFixed(2)} s`, ''],
            ['… again', `${(againSeconds * 1000).toFixed(0)} ms`, ''],
          ],
          figures: { children: CHILDREN, proofSeconds, firstSeconds, againSeconds },
        };
      });
    }, 'savings'),
};
