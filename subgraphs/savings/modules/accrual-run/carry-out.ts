import type { EntityManager } from '@mikro-orm/postgresql';
import { keepIins } from '../../../shared/feeds/replaced.js';
import { inBatchOf, insistently, ofJobOf, type Job, type JobOffice, type JobSurroundings } from '../../../shared/job/job.js';
import { endCounting, endPart, finish, holdRuns, isSplit, isThrough, lockRun, passOf, runById, split, takePart, totalsOfRuns, yearsUpTo, type RunRow, type RunTotal } from './accrual-run.repository.js';
import { creditLate } from './credit-late.js';
import { creditPlain, peopleOf, stretchOfPart, type Credited, type Stretch } from './credit-part.js';
import { creditSpecial } from './credit-special.js';
import type { RunYear } from './credit-year.js';
import { fenced } from './fenced.js';
import { endLeft } from '../left-to-officials/left.repository.js';

export const OFFICE: JobOffice = { role: 'ministry:savings', purpose: 'SAVINGS_ADMINISTRATION' };

const JOB: Job = { name: 'accrualRun', fields: ['SavingsAccrual.amount', 'SavingsAccrual.kind', 'SavingsClaim.balance', 'SavingsAccount.balance'] };

/** Children of a part: what one transaction credits. */
const PART = 20_000;

/** Parts that are worked at at once, each over a connection of its own: one for each of two processors, and one to go on while a commit is waited for. */
const AT_ONCE = 3;

export interface RunSurroundings extends JobSurroundings {
  readonly size?: number;
}

/** Hears how far a run has come; children of how many it has looked at. */
export type RunWatcher = (done: number, children: number) => void;

const current = (surroundings: JobSurroundings, id: string): Promise<RunRow> =>
  ofJobOf(OFFICE, surroundings, async (em) => {
    const run = await runById(em, id);
    if (run === null) throw new Error('A run is gone.');
    return run;
  });

const splitOnce = ({ size = PART, ...surroundings }: RunSurroundings, { publicId }: RunRow): Promise<void> =>
  inBatchOf(OFFICE, surroundings, JOB, publicId, async (em) => {
    const run = await lockRun(em, publicId);
    if (run !== null && !(await isSplit(em, run))) await split(em, run, size);
    return { result: undefined, changed: false };
  });

const NOBODY: Credited = { any: false, special: [] };

/** Where the ledger refuses the plain cases as a whole, each is one that is looked at by itself. */
async function creditStretch(em: EntityManager, run: RunRow, years: readonly RunYear[], stretch: Stretch): Promise<Credited> {
  const plain = await fenced(em, () => creditPlain(em, run, years, stretch));
  return 'done' in plain ? plain.done : { any: false, special: await peopleOf(em, years, stretch) };
}

/**
 * One part of a run; null when there is none left to take. What it credited, its totals, that it is through and its record in the
 * ledger are one transaction, so that a process may be killed anywhere.
 */
const nextPart = (surroundings: JobSurroundings, { id, publicId }: RunRow): Promise<number | null> =>
  inBatchOf(OFFICE, surroundings, JOB, publicId, async (em) => {
    await keepIins(em);
    const run = await runById(em, id);
    const pass = run && passOf(run);
    const part = run && pass && (await takePart(em, run, pass));
    if (run === null || pass === null || part === null) return { result: null, changed: false };
    const { years } = await yearsUpTo(em, run.year);
    const stretch = await stretchOfPart(em, part);
    const { any, special } = stretch === null ? NOBODY : await creditStretch(em, run, years, stretch);
    const more = await creditSpecial(em, run, years, part, special);
    await endPart(em, run, part, pass, more.left);
    return { result: part.children, changed: (any || more.any) && run.status === 'CREDITING' };
  });

/** Credits whoever came too late for their part, and ends the run and what it has found to be over, in one transaction. */
async function finishRun(em: EntityManager, run: RunRow): Promise<void> {
  await creditLate(em, run);
  await endLeft(em, run);
  await finish(em, run);
}

const end = (surroundings: JobSurroundings, { publicId }: RunRow): Promise<boolean> =>
  inBatchOf(OFFICE, surroundings, JOB, publicId, async (em) => {
    await keepIins(em);
    await holdRuns(em);
    const run = await lockRun(em, publicId);
    const pass = run && passOf(run);
    if (run === null || pass === null) return { result: true, changed: false };
    if (!(await isThrough(em, run, pass))) return { result: false, changed: false };
    await (pass === 'counted' ? endCounting(em, run) : finishRun(em, run));
    return { result: true, changed: pass === 'credited' };
  });

/** How long to wait for parts that others are at. */
const PAUSE_MS = 200;

/** Carries a run to where it waits for somebody, or to its end, from wherever it stands. */
export async function carryOut(surroundings: RunSurroundings, runId: string, watch: RunWatcher = () => undefined, abort?: AbortSignal): Promise<RunRow> {
  const begun = await current(surroundings, runId);
  if (passOf(begun) === null) return begun;
  await insistently(() => splitOnce(surroundings, begun));
  const { done, children } = await current(surroundings, runId);
  let looked = done;
  const work = async (): Promise<void> => {
    for (;;) {
      abort?.throwIfAborted();
      const found = await insistently(() => nextPart(surroundings, begun));
      if (found === null) return;
      looked += found;
      watch(looked, children);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  while (!(await insistently(() => end(surroundings, begun)))) {
    abort?.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await work();
  }
  return current(surroundings, runId);
}

/** A run and its totals, as they are now. */
export const reportOf = (surroundings: JobSurroundings, id: string): Promise<{ readonly run: RunRow; readonly totals: readonly RunTotal[] }> =>
  ofJobOf(OFFICE, surroundings, async (em) => {
    const run = await runById(em, id);
    if (run === null) throw new Error('A run is gone.');
    return { run, totals: await totalsOfRuns(em, [id]) };
  });
