import { setTimeout as delay } from 'node:timers/promises';
import { withJobs } from '../../local/jobs.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { StartFailure } from '../../local/failure.js';
import { prepareRun, releaseRun } from '../../subgraphs/savings/modules/accrual-run/accrual-run.service.js';
import { carryOut, OFFICE, reportOf } from '../../subgraphs/savings/modules/accrual-run/carry-out.js';
import { ofJobOf, type JobSurroundings } from '../../subgraphs/shared/job/job.js';
import { withThrowawayRegister } from '../benefits/throwaway-register.js';
import { median } from '../benchmark.js';
import type { Part } from '../part.js';
import { used } from '../used.js';
import { bareInsert, fillBooks, MEASURED } from './synthetic-list.js';

const NATION = 6_900_000;
/** Seconds that the run of the nation may take. */
const MOST_SECONDS = 45;
/** Milliseconds that the database may take for one child's balance. */
const MOST_MS = 1;

const TODAY = '2025-02-03';
const PREPARES = { account: 'first', iin: '800101300017' };
const RELEASES = { account: 'second', iin: '800101300028' };

/** Of a pass: how long it took, and how much of the processors, this process and its connections together. */
interface Took {
  readonly seconds: number;
  /** Not a number where the system does not tell. */
  readonly cpuSeconds: number;
}

async function timed(adminUrl: string, work: () => Promise<unknown>): Promise<Took> {
  const [begun, before] = [performance.now(), await used(adminUrl)];
  await work();
  return { seconds: (performance.now() - begun) / 1000, cpuSeconds: ((await used(adminUrl)) - before) / 1000 };
}

async function accrue(jobs: JobSurroundings, adminUrl: string, children: number, abort: AbortSignal): Promise<{ readonly counting: Took; readonly crediting: Took }> {
  const { id, publicId } = await ofJobOf(OFFICE, jobs, (em) => prepareRun(em, { year: MEASURED, dry: false, today: TODAY, by: PREPARES }));
  const counting = await timed(adminUrl, () => carryOut(jobs, id, undefined, abort));
  await ofJobOf(OFFICE, jobs, (em) => releaseRun(em, publicId, RELEASES, TODAY));
  await withClient(adminUrl, (admin) => admin.query('checkpoint'));
  const crediting = await timed(adminUrl, () => carryOut(jobs, id, undefined, abort));
  const { totals } = await reportOf(jobs, id);
  const credited = totals.filter((one) => one.credited && one.kind === 'ACCRUAL').reduce((sum, { transfers }) => sum + transfers, 0);
  if (credited !== children) throw new StartFailure(`The run credited ${credited} children of ${children}.`);
  return { counting, crediting };
}

const BALANCE = `select sum(amount) as balance from entry e join savings_claim c on c.account_id = e.account_id where c.iin = $1 and e.iin = $1`;

/** The balance of one child, of whom it is all there is about: what the database itself takes for it, by its own clock. */
const balances = (appUrl: string): Promise<number> =>
  withClient(appUrl, async (client) => {
    await client.query(`set app.path = 'relation'`);
    const { rows } = await client.query<{ iin: string }>('select iin from listed_child tablesample system (0.2) order by random() limit 200');
    const took: number[] = [];
    for (const { iin } of rows) {
      const { rows: plan } = await client.query<{ 'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }] }>(`explain (analyze, timing off, summary, format json) ${BALANCE.replaceAll('$1', `'${iin}'`)}`);
      const [times] = plan[0]?.['QUERY PLAN'] ?? [];
      took.push((times?.['Planning Time'] ?? Number.NaN) + (times?.['Execution Time'] ?? Number.NaN));
      await delay(1);
    }
    return median(took);
  });

const figure = (children: number, { seconds, cpuSeconds }: Took): string => `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of a processor, ${(children / seconds).toFixed(0)} a second`;

const measure = (children: number): Part['run'] => (report) =>
  withThrowawayRegister(async ({ appUrl, adminUrl, ledgerKey }, abort) => {
    report(`${children.toLocaleString('en-US')} children with a year in their books`);
    await fillBooks(adminUrl, children);
    report('as many bare rows');
    const bare = await bareInsert(adminUrl, (work) => timed(adminUrl, work));
    report('crediting the next one');
    return withJobs('savings', { databaseUrl: appUrl, ledgerKey }, async (jobs) => {
      const { counting, crediting } = await accrue(jobs, adminUrl, children, abort);
      await withClient(adminUrl, (admin) => admin.query('vacuum analyze transfer'));
      const balanceMs = await balances(appUrl);
      const many = children.toLocaleString('en-US');
      const times = { seconds: crediting.seconds / bare.seconds, cpuSeconds: crediting.cpuSeconds / bare.cpuSeconds };
      return {
        rows: [
          [`a year's yield and sum for ${many} children`, figure(children, crediting), children === NATION ? `${MOST_SECONDS} s` : ''],
          ['… counted beforehand', figure(children, counting), ''],
          [`a bare insert of ${many} rows, primary key only, one connection`, figure(children, bare), ''],
          ['… to which the year\'s run is', `${times.seconds.toFixed(2)} times, ${times.cpuSeconds.toFixed(2)} of a processor`, ''],
          ['balance of one child, in the database, planning included', `${balanceMs.toFixed(3)} ms`, `${MOST_MS} ms`],
        ],
        figures: { children, seconds: crediting.seconds, cpuSeconds: crediting.cpuSeconds, countingSeconds: counting.seconds, countingCpuSeconds: counting.cpuSeconds, bareSeconds: bare.seconds, bareCpuSeconds: bare.cpuSeconds, timesBare: times.seconds, timesBareCpu: times.cpuSeconds, balanceMs },
      };
    });
  }, 'savings');

/** The nation's children. */
export const accrual: Part = { name: 'accrual', run: measure(NATION) };
/** A tenth of them, in a tenth of the time. */
export const accrualOfTenth: Part = { name: 'accrual-tenth', run: measure(NATION / 10) };
