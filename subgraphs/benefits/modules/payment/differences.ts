import { MADE_ELSEWHERE } from '../payment-run/paid-before.js';
import { AMOUNT_OF_MONTH, STILL_DUE } from './month-due.js';

/** What an award comes to for the month of a payment, after contributions. */
export const NET = 'x.gross - x.withheld';

/** What was made for the month of a payment `p` of an award `a`, as `made`; what came back is not made again by itself. Of care others may have had a part of the month. */
export const MADE_FOR_MONTH = `cross join lateral (
  select coalesce(sum(q.amount + q.recovered), 0) + (select ${MADE_ELSEWHERE} from (select a.id as award_id, a.component, a.programme, a.recipient_iin, p.month) as d) as net, coalesce(sum(q.withheld), 0) as withheld, coalesce(bool_or(q.index_change_id is null and q.recalculation is null), false) as own
    from benefit_payment q where q.award_id = p.award_id and q.month = p.month and q.state <> 'CANCELLED') as made`;

/** Months from a day on, by the day on which a month is judged. Parameters: the day, twice. */
export const FROM_DAY = `p.month >= date_trunc('month', ?::date) and greatest(p.month, a.since) >= ?::date`;

/**
 * Pays what months come to now and were paid, or made, less: one payment of each, whatever happens, for months that are due still. `which` says of
 * which payments `p` these are the months, `cause` why: SQL of `index_change_id, recalculation`. Parameters: those of the cause and of which, a day, twice.
 */
export const payDifference = (cause: string, which: string): string => `
  insert into benefit_payment (award_id, month, amount, withheld, state, budget_level, region_kato, deciding_body, rule_version, index_change_id, recalculation)
  select p.award_id, p.month, ${NET} - made.net, greatest(x.withheld - made.withheld, 0), 'DUE', p.budget_level, a.region_kato, a.deciding_body, x.rule_version, ${cause}
    from benefit_payment p join benefit_award a on a.id = p.award_id join benefit_programme b on b.code = a.programme join ${AMOUNT_OF_MONTH} ${MADE_FOR_MONTH}
   where p.index_change_id is null and p.recalculation is null and ${which} and ${FROM_DAY} and ${STILL_DUE} and ${NET} > made.net
  on conflict (award_id, month, index_change_id, recalculation, cancelled_at) do nothing`;
