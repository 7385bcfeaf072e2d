import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { ACCOUNT as ACCOUNT_BEFORE, YEAR as YEAR_BEFORE } from '../2026-11-30-b/child-views.js';
import { TAKEN_BACK } from '../2026-11-30-b/holdings.js';
import { TRANSFER as TRANSFER_BEFORE } from '../2026-11-30/ledger-views.js';
import { DONE_RUNS, ON_LIST, sumOf } from '../2026-11-30/years.js';

/*
 * What the views before asked for row by row, asked for once: what was taken back, and what applications ask for. The columns say what they
 * said.
 */

const ACCRUED = `(select t.iin, t.reporting_year, count(*) as transfers, sum(${sumOf('t')}) as amount, min(t.occurred_on) as first, sum(least(coalesce(back.amount, 0), ${sumOf('t')})) as taken_back
  from transfer t left join ${TAKEN_BACK} back on back.id = t.id where t.kind = 'ACCRUAL' and t.iin is not null and ${recorded('t.recorded_at')} group by t.iin, t.reporting_year)`;

export const YEAR: ExportView = {
  ...YEAR_BEFORE,
  from: `listed_child l cross join reporting_year y left join ${ACCRUED} a on a.iin = l.iin and a.reporting_year = y.year
    where ${recorded('l.recorded_at')} and y.year in (select year from ${DONE_RUNS} done) and (${ON_LIST} or a.iin is not null)`,
};

const ASKED_FOR = `(select p.savings_account_id, sum(p.amount) as amount from payout p where ${recorded('p.recorded_at')}
  and (select e.to_state from payout_event e where e.payout_id = p.id and ${recorded('e.recorded_at')} order by e.version desc limit 1) in ('SUBMITTED', 'CHECKED') group by p.savings_account_id)`;

export const ACCOUNT: ExportView = {
  ...ACCOUNT_BEFORE,
  from: ACCOUNT_BEFORE.from.replace(` where ${recorded('c.recorded_at')}`, ` left join ${ASKED_FOR} asked on asked.savings_account_id = c.id where ${recorded('c.recorded_at')}`),
  columns: {
    ...ACCOUNT_BEFORE.columns,
    asked_for: column('numeric', 'What applications ask for that were neither refused nor paid by the snapshot\'s moment, USD.', 'coalesce(asked.amount, 0)'),
  },
};

export const TRANSFER: ExportView = {
  ...TRANSFER_BEFORE,
  from: TRANSFER_BEFORE.from.replace(' where part.amount', ` left join ${TAKEN_BACK} back on back.id = t.id where part.amount`),
  columns: {
    ...TRANSFER_BEFORE.columns,
    taken_back: column('numeric', 'What of it was taken back since, USD; of a year first the sum, then the yield that came with it.', 'greatest(least(coalesce(back.amount, 0) - part.first, part.amount), 0)'),
  },
};
