import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, recorded } from '../../../../shared/export/migration.js';
import { ageOn, AS_OF_DAY, birthday, GUARD_WORDS, guarded, LAST_DAY, PLACED, TERMS, TOOK_EFFECT } from '../2026-11-30/children.js';
import { PLACEMENT as PLACEMENT_BEFORE } from '../2026-11-30/placement-views.js';
import { NEED as NEED_BEFORE } from '../2026-11-30/need-views.js';
import { REPORT as REPORT_BEFORE } from '../2026-11-30/supervision-views.js';

/*
 * A number of days beside one of the two days that it lies between tells the other. So whatever is counted is counted between days as they
 * are shown, or beside a moment that is told by its month.
 */

/** When something was recorded about a placement, by its month where the moment, or the placement's first day, is a birthday. */
const momentAfter = (moment: string): string =>
  `case when ${['p.valid_from', `(${moment} at time zone 'Asia/Almaty')::date`, `(${moment} at time zone 'UTC')::date`].map((day) => birthday(day)).join(' or ')} then date_trunc('month', ${moment}) else ${moment} end`;

/** An end as it is shown: a death is told by its month, of children as of carers. */
const SHOWN_END = `case when p.end_reason = 'DEATH' then ${month('p.valid_to')} else ${guarded('p.valid_to')} end`;

/** A first day from which at least as many days passed as are counted: that of the month after, where the day is a birthday. */
const COUNTED_FROM = `(case when ${birthday('p.valid_from')} then ${month('p.valid_from')} + interval '1 month' else p.valid_from end)::date`;

/** The first day of the month of the third birthday. */
const THIRD = `(${month('k.birth_date')} + interval '3 years')::date`;

export const PLACEMENT: ExportView = {
  ...PLACEMENT_BEFORE,
  columns: {
    ...PLACEMENT_BEFORE.columns,
    recorded_at: column('timestamp with time zone', 'When it was recorded; the beginning of that month where the day, or the placement\'s first day, is a birthday.', momentAfter('p.recorded_at')),
    until: column('date', `First day on which it no longer held; null while it does; of a death the first day of its month; ${GUARD_WORDS}.`, SHOWN_END),
    days_under_three: column('integer', 'INSTITUTION: days there before the month of the third birthday, by the snapshot\'s day, counted between days as they are shown, from the month after a first day that is not; null of any other form.',
      `case when p.form = 'INSTITUTION' then greatest(0, least(${SHOWN_END}, ${AS_OF_DAY}, ${THIRD}) - ${COUNTED_FROM}) end`),
  },
};

export const NEED: ExportView = {
  ...NEED_BEFORE,
  columns: {
    ...NEED_BEFORE.columns,
    closed_on: column('date', `Day on which it was closed; null while it is open; of a death the first day of its month; ${GUARD_WORDS}.`, `case when n.closing = 'DEATH' then ${month('n.closed_on')} else ${guarded('n.closed_on')} end`),
  },
};

/** The days on which reports fell due while a placement lasted and the child was under 18. */
const DUE = `cross join lateral generate_series(1, ((extract(year from ${LAST_DAY}) - extract(year from p.valid_from)) * 12 + 12)::int / f.report_interval_months) n
  cross join lateral (select (p.valid_from + make_interval(months => n * f.report_interval_months))::date as due_on) d`;

const CAME = `coalesce(r.received_on, ${AS_OF_DAY})`;
const SHOWN_DUE = guarded('d.due_on', 'p.valid_from');

export const REPORT: ExportView = {
  ...REPORT_BEFORE,
  from: `${PLACED} ${TERMS} ${DUE} left join placement_report r on r.placement_id = p.id and r.due_on = d.due_on and ${recorded('r.recorded_at')}
    where ${TOOK_EFFECT} and ${recorded('p.recorded_at')} and f.report_interval_months is not null and d.due_on < coalesce(p.valid_to, 'infinity') and d.due_on <= ${AS_OF_DAY}
      and coalesce(${ageOn('d.due_on')} < 18, true)`,
  columns: {
    ...REPORT_BEFORE.columns,
    recorded_at: column('timestamp with time zone', 'When the report was recorded; of one that did not come, when the placement was; the beginning of that month where the day, or the placement\'s first day, is a birthday.', `coalesce(r.recorded_at, ${momentAfter('p.recorded_at')})`),
    days_late: column('integer', 'Days from `due_on` as it is shown until it came, or until the snapshot\'s day; null where it came in time.', `case when ${CAME} > d.due_on then ${CAME} - ${SHOWN_DUE} end`),
  },
};
