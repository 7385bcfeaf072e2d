import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { CLAIM_YEAR as before } from '../2026-11-30/ledger-views.js';
import { sumOf } from '../2026-11-30/years.js';
import { TAKEN_BACK } from './holdings.js';

/** What was taken back by the snapshot's moment did not happen, and neither did that it was: the money should have stood there, and earned, all the time. */
const STANDS = `not exists (select 1 from transfer r where r.refers_to = t.id and r.kind = 'REVERSAL' and ${recorded('r.recorded_at')})`;

/**
 * What was moved of a claim, by the year in which it counts: what was taken back before a run, before the yields of that run; what
 * closed the claim on the day of a run, after them.
 */
const MOVED = `
  select t.iin, t.credit_account as account_id, t.reporting_year as year, case when t.kind = 'ACCRUAL' then ${sumOf('t')} end as accrued, case when t.kind = 'ACCRUAL' then t.yield_amount else t.amount end as earned, back.amount as back, null::numeric as other, t.recorded_at
    from transfer t left join ${TAKEN_BACK} back on back.id = t.id where t.kind in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION') and ${recorded('t.recorded_at')}
  union all
  select t.iin, s.account_id, (select min(o.year) from reporting_year o where o.credited_on > t.occurred_on or o.credited_on = t.occurred_on and t.kind = 'CLAWBACK'),
         null, null, null, case when t.credit_account = s.account_id then t.amount else -t.amount end, t.recorded_at
    from transfer t join (select account_id from savings_claim) s on s.account_id in (t.credit_account, t.debit_account)
   where t.kind in ('CLAWBACK', 'OPENING', 'VOID', 'HEIRS') and ${recorded('t.recorded_at')} and ${STANDS}`;

const BY_YEAR = `(select iin, account_id, year, count(accrued) + count(earned) as credits, coalesce(sum(accrued), 0) as accrued, coalesce(sum(earned), 0) as earned, coalesce(sum(back), 0) as back, coalesce(sum(other), 0) as other, max(recorded_at) as recorded_at
  from (${MOVED}) m where year is not null group by iin, account_id, year)`;

const EARNING = `(select b.*, coalesce(sum(accrued + earned + other) over (partition by account_id order by year rows between unbounded preceding and 1 preceding), 0) + other as before from ${BY_YEAR} b)`;

export const CLAIM_YEAR: ExportView = {
  ...before,
  from: `${EARNING} e join reporting_year y on y.year = e.year where e.credits > 0`,
  columns: {
    ...before.columns,
    accrued: column('numeric', 'The year\'s sum as it was credited, whatever was taken back since, USD.', 'e.accrued'),
    yield: column('numeric', 'The year\'s yield with its corrections, likewise, USD.', 'e.earned'),
    taken_back: column('numeric', 'What of sum and yield was taken back since, and not given back, USD.', 'e.back'),
  },
};
