import { withThrowawayRegister, type ThrowawayRegister } from '../bench/benefits/throwaway-register.js';
import { BEFORE, fillBooks, MEASURED } from '../bench/savings/synthetic-list.js';
import { withClient } from '../local/bootstrap/connection.js';
import { withJobs } from '../local/jobs.js';
import { formatTable } from '../local/table.js';
import { prepareRun, releaseRun } from '../subgraphs/savings/modules/accrual-run/accrual-run.service.js';
import { carryOut, OFFICE } from '../subgraphs/savings/modules/accrual-run/carry-out.js';
import { ofJobOf } from '../subgraphs/shared/job/job.js';
import type { SoakResult } from './scenario.js';
import { besideRun, oneInAHundred } from './support/beside-run.js';
import { inRegister, runKilled } from './support/killed-command.js';
import { failuresOf, type Check } from './support/register-checks.js';

export const usualSeconds = 60;

const CHILDREN_A_SECOND = 8_000;

type Report = (line: string) => void;

/** Everything that makes a case special, in some children: citizenship lost, lost and regained, a death, a year that was missed, one never credited, a claim that lapsed by a record that was put right. */
const SPECIAL = [
  `update listed_child set citizenship = datemultirange(daterange(birth_date, '2024-06-01')) where ${oneInAHundred(11)} and birth_date < '2020-01-01'`,
  `update listed_child set citizenship = datemultirange(daterange(birth_date, '2024-06-01'), daterange('2024-09-01', null)) where ${oneInAHundred(22)} and birth_date < '2020-01-01'`,
  `update listed_child set died_on = '2024-05-05' where ${oneInAHundred(33)} and birth_date < '2020-01-01'`,
  `delete from transfer where ${oneInAHundred(44)}`,
  `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on)
    select t.iin, t.credit_account, t.debit_account, t.amount, 'VOID', '2024-06-01' from transfer t where ${oneInAHundred(55, 't.iin')} and t.kind = 'ACCRUAL'`,
  `update savings_claim set closed_on = '2024-06-01', closing_reason = 'VOID' where ${oneInAHundred(55)} and closed_on is null`,
] as const;

const SUM = `(select per_child_usd from reporting_year where year = ${MEASURED})`;
const CHECKS: readonly Check[] = [
  ['children on the list who were not credited', `select count(*) from listed_child l where citizenship @> '${MEASURED}-12-31'::date and (died_on is null or died_on > '${MEASURED}-12-31') and not exists (select 1 from transfer t where t.iin = l.iin and t.kind = 'ACCRUAL' and t.reporting_year = ${MEASURED})`],
  ['children credited beyond once', `select count(*) - count(distinct (iin, reporting_year)) from transfer where kind = 'ACCRUAL'`],
  ['children credited who were not on the list', `select count(*) from transfer t join listed_child l using (iin) where t.kind = 'ACCRUAL' and t.reporting_year = ${MEASURED} and not (citizenship @> '${MEASURED}-12-31'::date and (died_on is null or died_on > '${MEASURED}-12-31'))`],
  ['sums other than that of the year', `select count(*) from transfer_part where kind = 'ACCRUAL' and reporting_year = ${MEASURED} and amount <> ${SUM}`],
  ['years not credited to whom one had been missed', `select count(*) from listed_child l where ${oneInAHundred(44)} and not exists (select 1 from transfer t where t.iin = l.iin and t.kind = 'ACCRUAL' and t.reporting_year = ${BEFORE})`],
  ['claims open without citizenship', `select count(*) from savings_claim c join listed_child l using (iin) where c.closed_on is null and not citizenship @> '${MEASURED}-12-31'::date and died_on is null`],
  ['claims that lapsed and do not go on', `select count(*) from savings_claim where ${oneInAHundred(55)} and closing_reason = 'VOID'`],
  ['accounts below zero', `select count(*) from (select account_id from entry e join ledger_account a on a.id = e.account_id where a.kind not in ('NATIONAL_FUND', 'ROUNDING_RESIDUE') group by 1 having sum(e.amount) < 0) as below`],
  ['claims closed with money on them', `select count(*) from (select e.account_id from savings_claim c join entry e on e.account_id = c.account_id where c.closed_on is not null group by 1 having sum(e.amount) <> 0) as left_over`],
  ['totals that are not the sums of what the run booked', `
    select count(*) from (select kind, reporting_year, sum(transfers) as transfers, sum(amount) as amount from accrual_run_total where credited group by 1, 2) t
      full join (select kind, reporting_year, count(*) as transfers, sum(amount) as amount from transfer_part where run_id in (select run_id from accrual_run_total) and kind <> 'ROUNDING' group by 1, 2) s
        on s.kind = t.kind and s.reporting_year is not distinct from t.reporting_year where t.transfers is distinct from s.transfers or t.amount is distinct from s.amount`],
  ['keys that nobody has, with something under them', `select count(*) from (select iin from transfer union select iin from savings_claim union select iin from savings_account) as known where not exists (select 1 from listed_child l where l.iin = known.iin)`],
  ['parts that left another number of people to officials than they wrote down', 'select count(*) from accrual_run_part p where left_over <> (select count(distinct l.iin) from accrual_run_left l where (l.run_id, l.part) = (p.run_id, p.part) and l.credited = p.credited)'],
  ['people of whom the run left something to officials', 'select sum(left_over) from accrual_run_part'],
  // Of whom something was taken back beside the run the yield may differ.
  ['sums that are not what was counted', `
    select count(*) from (select kind, reporting_year, birth_year, sum(transfers) filter (where credited) as booked, sum(transfers) filter (where not credited) as counted, sum(amount) filter (where credited) as amount, sum(amount) filter (where not credited) as told from accrual_run_total where kind = 'ACCRUAL' and run_id = (select min(run_id) from accrual_run_total) group by 1, 2, 3) t
     where booked is distinct from counted or amount is distinct from told`],
  ['batches of assets that are not the openings of their run', `select count(*) from asset_batch b, lateral (select count(*) as persons, coalesce(sum(o.amount), 0) as amount from batch_opening o where o.batch_id = b.id) as o where b.persons <> o.persons or b.amount <> o.amount`],
  ['runs left', `select count(*) from accrual_run where status <> 'DONE'`],
];

/** A run by two officials, up to its release; as many parts as there would be of a nation's. */
const prepare = ({ appUrl, ledgerKey }: ThrowawayRegister): Promise<void> =>
  withJobs('savings', { databaseUrl: appUrl, ledgerKey }, async (jobs) => {
    const { id, publicId } = await ofJobOf(OFFICE, jobs, (em) => prepareRun(em, { year: MEASURED, dry: false, today: '2025-02-03', by: { account: 'first', iin: '800101300017' } }));
    await carryOut({ ...jobs, size: 5_000 }, id);
    await ofJobOf(OFFICE, jobs, (em) => releaseRun(em, publicId, { account: 'second', iin: '800101300028' }, '2025-02-03'));
  });

async function soak(register: ThrowawayRegister, seconds: number, report: Report): Promise<SoakResult> {
  const [seed, children] = [Date.now() % 1_000_000, Math.round(seconds * CHILDREN_A_SECOND)];
  report(`seed ${seed}, ${children} children`);
  await fillBooks(register.adminUrl, children);
  await withClient(register.adminUrl, async (admin) => {
    for (const sql of SPECIAL) await admin.query(sql);
  });
  await prepare(register);
  const until = performance.now() + seconds * 1000;
  let isOver = false;
  const crediting = Promise.all(['one', 'other'].map((who) => runKilled(inRegister(register), { module: 'savings-accrue', args: ['--year', String(MEASURED)], seed, who, until, over: 'No run of' }))).finally(() => (isOver = true));
  const [kills, beside] = await Promise.all([crediting, besideRun(register, seed, () => !isOver)]);
  // Once more: whoever was credited by the first is not by a second, under whatever key.
  await prepare(register);
  await runKilled(inRegister(register), { module: 'savings-accrue', args: ['--year', String(MEASURED)], seed, who: 'again', until: 0, over: 'No run of' });
  const failures = await failuresOf(register, CHECKS);
  const figures = { children, kills: kills.reduce((a, b) => a + b, 0), ...beside };
  return { table: formatTable([['children credited once', 'kills', 'IINs replaced', 'corrections', 'failures'], [children, figures.kills, beside.replaced, beside.corrected, failures.length].map(String)]), figures, failures };
}

/** A year's run by two commands at once, each killed at random and begun again until it is through, while IINs are replaced and sums taken back and given back: every child is credited once, and all totals are exact. */
export const run = (seconds: number, report: Report): Promise<SoakResult> => withThrowawayRegister((register) => soak(register, seconds, report), 'savings');
