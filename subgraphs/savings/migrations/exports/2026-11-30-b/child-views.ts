import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { MAJORITY } from '../../ledger/majority.js';
import * as before from '../2026-11-30/child-views.js';
import { alive, citizenThroughout, DONE_RUNS, LAST_LIST, ON_LIST } from '../2026-11-30/years.js';
import { HOLDINGS } from './holdings.js';

/** Whether some run knew of the child as the list has it now, who was alive and a citizen without a gap from the year's list to the run's own. */
const DUE = `(${ON_LIST} and exists (select 1 from ${DONE_RUNS} r where r.year >= y.year and ${alive('r.list_date')} and ${citizenThroughout('y.list_date', 'r.list_date')}
  and case when r.list_as_of is null then coalesce(l.changed_on, l.received_on) <= r.credited_on else coalesce(l.changed_on, l.received_on) < (r.list_as_of at time zone 'Asia/Almaty')::date end))`;

export const YEAR: ExportView = {
  ...before.YEAR,
  columns: {
    ...before.YEAR.columns,
    due: column('boolean', 'Whether some run should have credited the year: on the list, and known as the list has it now to a run on whose own list\'s day the child lived and had been a citizen ever since.', DUE),
    missed: column('boolean', 'Whether it was due and was not credited.', `a.iin is null and ${DUE}`),
  },
};

/** Whether citizenship had a gap between the first list whose sum stands, or the birth after it, and a later day. */
const lostSince = (first: string, until: string): string => `not (${citizenThroughout(`greatest(least(${first}, ${until}), l.birth_date)`, until)})`;

/** Of whoever died, the eve counts: a death ends citizenship, and is no loss of it. */
const uptoDeath = (day: string): string => `least(${day}, l.died_on - 1)`;

export const CLAIM: ExportView = {
  ...before.CLAIM,
  from: `savings_claim c left join listed_child l on l.iin = c.iin left join ${HOLDINGS} h on h.account_id = c.account_id where ${recorded('c.recorded_at')}`,
  columns: {
    ...before.CLAIM.columns,
    not_voided: column('boolean', 'Whether it lasts although its child, once a citizen, was none on the last list\'s day or the eve of the death, or had not been one without a gap since the first year whose sum stands on it.',
      `coalesce(c.closed_on is null and l.citizenship <> '{}' and l.birth_date <= ${LAST_LIST} and ${lostSince('h.first_list', uptoDeath(LAST_LIST))}, false)`),
  },
};

/** The first list whose sum stands on the claims that an account came from. */
const CAME_FROM = `(select b.iin, min(hb.first_list) as first_list from savings_claim b join ${HOLDINGS} hb on hb.account_id = b.account_id where b.closing_reason = 'CONVERTED' group by b.iin)`;

const LAST_AS_MINOR = `(select max(o.list_date) from reporting_year o where o.list_date < ${MAJORITY})`;

export const ACCOUNT: ExportView = {
  ...before.ACCOUNT,
  from: `savings_account c left join listed_child l on l.iin = c.iin left join ${HOLDINGS} h on h.account_id = c.account_id left join ${CAME_FROM} f on f.iin = c.iin where ${recorded('c.recorded_at')}`,
  columns: {
    ...before.ACCOUNT.columns,
    lapsed: column('boolean', 'Whether what it came from should have lapsed: citizenship ended, or had a gap, between the first year whose sum stands there and the last list before the 18th birthday, or the eve of a death before that.',
      `coalesce(f.first_list is not null and ${lostSince('f.first_list', uptoDeath(LAST_AS_MINOR))}, false)`),
  },
};
