import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { pseudonym } from '../../../../shared/export/migration.js';
import { TAKEN_BACK } from '../2026-11-30-b/holdings.js';
import { common, guardedIf, holding, momentGuardedIf } from '../2026-11-30/people.js';
import { sumOf } from '../2026-11-30/years.js';
import { TRANSFER as BEFORE } from '../2026-12-02/quick-views.js';
import { HOLDING_NAMES, LISTED, TRANSFERS } from './once.js';

const TELLS = `(t.kind in ('PENSION', 'HEIRS') or coalesce(t.occurred_on = l.of_age or t.recorded_at >= l.of_age_from and t.recorded_at < l.of_age_until, false))`;
const LEAVING = `t.kind in ('PAYOUT', 'PENSION', 'HEIRS')`;
const PARTS = `(values (t.kind, ${sumOf('t')}, 0), ('YIELD', t.yield_amount, ${sumOf('t')})) as part (kind, amount, first)`;

export const TRANSFER: ExportView = {
  ...BEFORE,
  from: `${TRANSFERS} t join ledger_account d on d.id = t.debit_account join ${HOLDING_NAMES} c on c.id = t.credit_account
    left join ${LISTED} l on l.iin = t.iin left join reporting_year y on y.year = t.reporting_year left join ${TAKEN_BACK} back on back.id = t.id cross join lateral ${PARTS} where part.amount is not null`,
  columns: {
    ...BEFORE.columns,
    ...common(`case when l.iin is not null then l.subject when t.iin is not null then ${pseudonym('t.iin')} end`, 'whose money it is; null for what the programme itself moves', momentGuardedIf(TELLS, 't.recorded_at'),
      'When it was recorded; the beginning of that month where the day is, or could be, a birthday.'),
    transfer: column('uuid', 'Pseudonym of the transfer; a yield has that of the sum that it came with.', 't.transfer'),
    from_holding: column('uuid', 'Pseudonym of the claim or account that it leaves.', `case when d.kind in ('CLAIM', 'SAVINGS_ACCOUNT') then ${holding('t.debit_account')} end`),
    to_holding: column('uuid', 'Pseudonym of the claim or account that it goes to.', 'c.holding'),
    occurred_on: column('date', 'Day on which it was made; first day of its month for PENSION and HEIRS, and where it is the 18th birthday.', guardedIf(TELLS, 't.occurred_on')),
    taken_back: column('numeric', 'What of it was taken back since, USD; of a year first the sum, then the yield that came with it.', 'case when back.amount is null then 0 else greatest(least(back.amount - part.first, part.amount), 0) end'),
    before_18: column('boolean', 'PAYOUT, PENSION, HEIRS: whether before the 18th birthday; null for any other.', `case when ${LEAVING} then t.occurred_on < l.of_age end`),
    heirs_early: column('boolean', 'HEIRS: whether before the child would have turned 18, or before the death, or without a death on record; null for any other.',
      `case when t.kind = 'HEIRS' then coalesce(t.occurred_on < greatest(l.of_age, l.died_on) or l.died_on is null, true) end`),
  },
};
