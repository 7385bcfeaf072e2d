/**
 * SQL that is true where an award `a` of a programme `b` is due for a month: of its first day and its last, as SQL, in this order
 * `first, last, last, last`. The first month is paid whole and that of the last day is not, unless it is due to its end.
 */
export const dueIn = (first: string, last: string): string => `
  case b.unit when 'ONCE' then date_trunc('month', a.since) = ${first}
    else a.since <= ${last} and (a.until is null or a.until > ${last} or (a.until = ${last} and coalesce(a.end_reason,
      case when a.programme in (select programme from programme_term where kind = 'FROM_BIRTH') then 'TERM_ENDED' else '' end) <> 'TERM_ENDED')) end`;

/** SQL: the last day of the month that begins on a day. */
export const MONTH_END = (first: string): string => `(${first} + interval '1 month' - interval '1 day')::date`;

/** SQL that is true where an award `a` of a programme `b` is due for the month of a payment `p` that was made before: in force, and not suspended. */
export const STILL_DUE = `((a.suspended_from is null or a.suspended_from > p.month) and ${dueIn('p.month', MONTH_END('p.month'))})`;

/** SQL that joins to payments `p` of an award `a` the amount `x` of their month. */
export const AMOUNT_OF_MONTH = 'benefit_award_amount x on x.award_id = a.id and x.valid_from <= greatest(p.month, a.since) and (x.valid_to is null or x.valid_to > greatest(p.month, a.since))';
