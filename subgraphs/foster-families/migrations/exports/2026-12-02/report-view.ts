import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { ageOn, AS_OF_DAY, GUARD_WORDS, guarded, LAST_DAY, PLACED, TERMS, TOOK_EFFECT } from '../2026-11-30/children.js';
import { REPORT as REPORT_BEFORE } from '../2026-12-01/placement-views.js';

/** A placement that lasted with the family of another one, as it was known on the snapshot's day. */
const BEFORE = (b: string, p: string): string =>
  `${b}.iin = ${p}.iin and ${b}.family_id = ${p}.family_id and ${b}.form <> 'GUEST' and ${b}.awaited_event is null and ${b}.valid_from < ${b}.valid_to and ${recorded(`${b}.recorded_at`)}`;

const GOES_ON = (p: string): string => `exists (select 1 from placement b where ${BEFORE('b', p)} and b.valid_to = ${p}.valid_from)`;

/** The first day from which the child lives with the family without a gap, under whatever contract. */
const STAY = `cross join lateral (select case when not ${GOES_ON('p')} then p.valid_from else (
  select max(o.valid_from) from placement o where ${BEFORE('o', 'p')} and o.valid_from < p.valid_from and not ${GOES_ON('o')}) end as since) stay`;

/** The days on which reports fell due while a placement lasted and the child was under 18. */
const DUE = `cross join lateral generate_series(1, ((extract(year from ${LAST_DAY}) - extract(year from stay.since)) * 12 + 12)::int / f.report_interval_months) n
  cross join lateral (select (stay.since + make_interval(months => n * f.report_interval_months))::date as due_on) d`;

const CAME = `coalesce(r.received_on, ${AS_OF_DAY})`;
const SHOWN_DUE = guarded('d.due_on', 'p.valid_from', 'stay.since');

export const REPORT: ExportView = {
  ...REPORT_BEFORE,
  description: 'Reports that the form of a placement asks for, one for each day on which one fell due by the snapshot\'s day, counted from the child\'s first day with the family through every contract, whether it came or not.',
  from: `${PLACED} ${TERMS} ${STAY} ${DUE} left join placement_report r on r.placement_id = p.id and r.due_on = d.due_on and ${recorded('r.recorded_at')}
    where ${TOOK_EFFECT} and ${recorded('p.recorded_at')} and f.report_interval_months is not null and d.due_on >= p.valid_from and d.due_on < coalesce(p.valid_to, 'infinity') and d.due_on <= ${AS_OF_DAY}
      and coalesce(${ageOn('d.due_on')} < 18, true)`,
  columns: {
    ...REPORT_BEFORE.columns,
    due_on: column('date', `Day on which it fell due; ${GUARD_WORDS}.`, SHOWN_DUE),
    days_late: column('integer', 'Days from `due_on` as it is shown until it came, or until the snapshot\'s day; null where it came in time.', `case when ${CAME} > d.due_on then ${CAME} - ${SHOWN_DUE} end`),
  },
};
