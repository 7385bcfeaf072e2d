import { fillAwards, SYNTHETIC_MONTH } from '../bench/benefits/synthetic-awards.js';
import { withThrowawayRegister, type ThrowawayRegister } from '../bench/benefits/throwaway-register.js';
import { formatTable } from '../local/table.js';
import type { SoakResult } from './scenario.js';
import { inRegister, runKilled } from './support/killed-command.js';
import { failuresOf, type Check } from './support/register-checks.js';

export const usualSeconds = 60;

const AWARDS_A_SECOND = 2_000;

type Report = (line: string) => void;

const payKilled = (register: ThrowawayRegister, region: string | null, seed: number, until: number): Promise<number> =>
  runKilled(inRegister(register), { module: 'benefits-pay', args: ['--month', SYNTHETIC_MONTH.slice(0, 7), ...(region === null ? [] : ['--region', region])], seed, who: region ?? 'nation', until });

const CHECKS: readonly Check[] = [
  ['awards not paid for the month', `select count(*) from benefit_award a where not exists (select 1 from benefit_payment p where p.award_id = a.id and p.month = '${SYNTHETIC_MONTH}')`],
  ['payments beyond one of an award', `select count(*) - count(distinct award_id) from benefit_payment where month = '${SYNTHETIC_MONTH}'`],
  ['payments of another sum than the amount in force', `select count(*) from benefit_payment p join benefit_award_amount x using (award_id) where p.month = '${SYNTHETIC_MONTH}' and p.amount <> x.gross - x.withheld`],
  ['totals that are not the sums of what their run made', `
    select count(*) from (select run_id, programme, region_kato, payments, amount from payment_run_total) t
      full join (select p.run_id, a.programme, p.region_kato, count(*) as payments, sum(p.amount) as amount from benefit_payment p join benefit_award a on a.id = p.award_id where run_id is not null group by 1, 2, 3) s
      using (run_id, programme, region_kato) where t.payments is distinct from s.payments or t.amount is distinct from s.amount`],
  ['runs left', `select count(*) from payment_run where status <> 'DONE'`],
];

async function soak(register: ThrowawayRegister, seconds: number, report: Report): Promise<SoakResult> {
  const [seed, awards] = [Date.now() % 1_000_000, Math.round(seconds * AWARDS_A_SECOND)];
  report(`seed ${seed}, ${awards} awards`);
  await fillAwards(register.adminUrl, awards);
  const until = performance.now() + seconds * 1000;
  const kills = await Promise.all([payKilled(register, null, seed, until), payKilled(register, '750000000', seed, until), payKilled(register, '710000000', seed, until)]);
  const failures = await failuresOf(register, CHECKS);
  const figures = { awards, kills: kills.reduce((a, b) => a + b, 0) };
  return { table: formatTable([['awards paid once', 'kills', 'failures'], [awards, figures.kills, failures.length].map(String)]), figures, failures };
}

/** Runs of the nation and of two regions at once, each killed at random and begun again until it is through: every award is paid once, and all totals are exact. */
export const run = (seconds: number, report: Report): Promise<SoakResult> => withThrowawayRegister((register) => soak(register, seconds, report));
