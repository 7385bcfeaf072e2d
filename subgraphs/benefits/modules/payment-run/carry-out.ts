import { civilDay } from '../../../shared/clock.js';
import { holdAmounts, inBatch, insistently, ofJob, type Job, type JobSurroundings } from '../job/job.js';
import { payAwards } from './batch.js';
import { beginRun, finish, lockRun, moveOn, nextAwards, runById, runUnderWay, totalsOfRuns, type RunRow, type RunScope, type RunTotal } from './payment-run.repository.js';

const JOB: Job = {
  name: 'paymentRun',
  fields: ['BenefitPayment.amount', 'BenefitPayment.month', 'BenefitPayment.recovered', 'BenefitPayment.ruleVersion', 'BenefitPayment.state', 'BenefitPayment.withheld'],
};

/** Keys of awards looked at in one transaction. */
const BATCH = 10_000;

/** Hears how far a run has come; awards of how many it looks at. */
export type RunWatcher = (lookedAt: number, awards: number) => void;

/** Begins a run, or finds the one under way: whoever starts it again after a kill goes on with it. */
export const startOrResume = (surroundings: JobSurroundings, scope: RunScope): Promise<RunRow> =>
  inBatch(surroundings, JOB, '', async (em) => {
    const run = (await beginRun(em, scope)) ?? (await runUnderWay(em, scope));
    if (run === null) throw new Error('A payment run has ended this moment: start it again.');
    return { result: run, changed: false };
  });

/**
 * One batch of a run; true when there is nothing left. What it made, its totals, how far it has come and its record in the ledger are
 * one transaction, so that a process may be killed anywhere.
 */
export const nextBatch = ({ size = BATCH, ...surroundings }: JobSurroundings & { readonly size?: number }, { id, publicId }: Pick<RunRow, 'id' | 'publicId'>, watch: RunWatcher): Promise<boolean> =>
  inBatch(surroundings, JOB, publicId, async (em) => {
    const run = await lockRun(em, id);
    if (run === null || run.status === 'DONE') return { result: true, changed: false };
    const range = await nextAwards(em, run, size);
    if (range === null) {
      await finish(em, run);
      watch(run.awards, run.awards);
      return { result: true, changed: false };
    }
    await holdAmounts(em);
    const found = await payAwards(em, run, { after: run.cursor, upTo: range.upTo, today: civilDay(surroundings.clock.now()) });
    await moveOn(em, run, range.upTo, range.awards);
    watch(run.lookedAt + range.awards, run.awards);
    return { result: false, changed: found && !run.dry };
  });

/** Carries a run to its end, from wherever it stands. */
export async function carryOut(surroundings: JobSurroundings & { readonly size?: number }, run: Pick<RunRow, 'id' | 'publicId'>, watch: RunWatcher = () => undefined, abort?: AbortSignal): Promise<void> {
  while (!(await insistently(() => nextBatch(surroundings, run, watch)))) abort?.throwIfAborted();
}

/** A run and its totals, as they are now. */
export const reportOf = (surroundings: JobSurroundings, id: string): Promise<{ readonly run: RunRow; readonly totals: readonly RunTotal[] }> =>
  ofJob(surroundings, async (em) => {
    const run = await runById(em, id);
    if (run === null) throw new Error('A payment run is gone.');
    return { run, totals: await totalsOfRuns(em, [id]) };
  });
