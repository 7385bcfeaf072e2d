import { recorded } from '../../../../shared/export/migration.js';
import { takesBack } from '../2026-11-30/years.js';

/** What of each transfer was taken back, and not given back, by the snapshot's moment: of all at once. */
export const TAKEN_BACK = `(select b.refers_to as id, sum(b.amount) as amount from transfer b where b.refers_to is not null and ${takesBack('b')} group by b.refers_to)`;

/** What stood on each claim and account by the snapshot's moment, and the day of the first list whose sum stands there: of all at once, since one by one would take an hour. */
export const HOLDINGS = `(select m.account_id, sum(m.amount) as balance, min(o.list_date) as first_list from (
    select t.credit_account as account_id, t.amount, case when t.kind = 'ACCRUAL' and t.amount > coalesce(back.amount, 0) then t.reporting_year end as year
      from transfer t left join ${TAKEN_BACK} back on back.id = t.id where t.iin is not null and ${recorded('t.recorded_at')}
    union all select t.debit_account, -t.amount, null from transfer t where t.iin is not null and ${recorded('t.recorded_at')}) m
  left join reporting_year o on o.year = m.year group by m.account_id)`;
