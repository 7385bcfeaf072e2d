import { carryOut, OFFICE, reportOf, type RunSurroundings } from '../../../../subgraphs/savings/modules/accrual-run/carry-out.js';
import { prepareRun, releaseRun } from '../../../../subgraphs/savings/modules/accrual-run/accrual-run.service.js';
import { civilDay } from '../../../../subgraphs/shared/clock.js';
import { ofJobOf } from '../../../../subgraphs/shared/job/job.js';

const PREPARES = { account: 'first', iin: '800101300017' };
const RELEASES = { account: 'second', iin: '800101300028' };

type Report = Awaited<ReturnType<typeof reportOf>>;

/** Prepares a year's run and counts it. */
export async function counted(jobs: RunSurroundings, year: number, dry = false): Promise<Report> {
  const today = civilDay(jobs.clock.now());
  const { id } = await ofJobOf(OFFICE, jobs, (em) => prepareRun(em, { year, dry, today, by: dry ? null : PREPARES }));
  await carryOut(jobs, id);
  return reportOf(jobs, id);
}

export const released = async (jobs: RunSurroundings, publicId: string): Promise<string> => (await ofJobOf(OFFICE, jobs, (em) => releaseRun(em, publicId, RELEASES, civilDay(jobs.clock.now())))).id;

/** A year's run from its beginning to its end, by two officials. */
export async function credited(jobs: RunSurroundings, year: number): Promise<Report> {
  const { run } = await counted(jobs, year);
  await carryOut(jobs, await released(jobs, run.publicId));
  return reportOf(jobs, run.id);
}
