import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { TAKEN_BACK } from '../2026-11-30-b/holdings.js';
import { common, momentGuardedIf } from '../2026-11-30/people.js';
import { citizenThroughout, DONE_RUNS, sumOf } from '../2026-11-30/years.js';
import { YEAR as BEFORE } from '../2026-12-02/quick-views.js';
import { NAMES, YEARS } from './once.js';

/** What a run credited: once for a person and year, as the index `transfer_once` has it, so that nothing is counted. */
const BY_RUN = `(select t.iin, t.reporting_year, ${sumOf('t')} as amount, t.occurred_on as first, case when back.amount is null then 0 else least(back.amount, ${sumOf('t')}) end as taken_back
  from transfer t left join ${TAKEN_BACK} back on back.id = t.id where t.kind = 'ACCRUAL' and t.iin is not null and t.run_id is not null and ${recorded('t.recorded_at')} offset 0)`;

/** What officials credited besides, which are few. */
const BY_HAND = `(select t.iin, t.reporting_year, count(*) as transfers, sum(${sumOf('t')}) as amount, min(t.occurred_on) as first, sum(case when back.amount is null then 0 else least(back.amount, ${sumOf('t')}) end) as taken_back
  from transfer t left join ${TAKEN_BACK} back on back.id = t.id where t.kind = 'ACCRUAL' and t.iin is not null and t.run_id is null and ${recorded('t.recorded_at')} group by t.iin, t.reporting_year)`;

/** A year's own run needs no more than that the child was on its list; a later one, that citizenship had no gap until then. */
const LATER_RUN = `exists (select 1 from ${DONE_RUNS} r where r.year >= m.year and (m.died_on is null or m.died_on > r.list_date) and ${citizenThroughout('m.list_date', 'r.list_date').replace('l.citizenship', 'm.citizenship')}
  and case when r.list_as_of is null then m.known_on <= r.credited_on else m.known_on < (r.list_as_of at time zone 'Asia/Almaty')::date end)`;

/** Everybody and every year. */
const PAIRS = `(select l.iin, l.birth_date, l.died_on, l.citizenship, l.received_on, l.recorded_at, coalesce(l.changed_on, l.received_on) as known_on, y.year, y.list_date, y.per_child_usd, y.known_until,
    l.birth_date <= y.list_date as born, y.list_date < (l.birth_date + interval '18 years')::date as minor, (l.died_on is null or l.died_on > y.list_date) as alive, l.citizenship @> y.list_date as citizen
  from listed_child l cross join ${YEARS} y where ${recorded('l.recorded_at')} offset 0)`;

const JUDGED = `(select m.*, (m.born and m.minor and m.alive and m.citizen) as on_list, m.born and m.minor and m.alive and m.citizen and (m.known_on <= m.known_until or ${LATER_RUN}) as due from ${PAIRS} m offset 0)`;

const TOLD_AT_BIRTH = `(l.received_on - l.birth_date < 32 or (l.recorded_at at time zone 'Asia/Almaty')::date - l.birth_date < 32)`;

export const YEAR: ExportView = {
  ...BEFORE,
  from: `${JUDGED} l left join ${BY_RUN} a on a.iin = l.iin and a.reporting_year = l.year left join ${BY_HAND} h on h.iin = l.iin and h.reporting_year = l.year
    join ${NAMES} n on n.iin = l.iin where (l.on_list or a.iin is not null or h.iin is not null)`,
  columns: {
    ...BEFORE.columns,
    ...common('n.subject', 'the person', momentGuardedIf(TOLD_AT_BIRTH, 'l.recorded_at'), 'When the programme heard of the person first; the beginning of that month where it was within a month of the birth.'),
    reporting_year: column('integer', 'The reporting year.', 'l.year'),
    on_list: column('boolean', 'Whether on the list of its 31 December: born, alive, a citizen, not yet 18.', 'l.on_list'),
    born_by_list: column('boolean', 'Whether born by that day.', 'l.born'),
    under_18: column('boolean', 'Whether younger than 18 on it.', 'l.minor'),
    alive: column('boolean', 'Whether alive on it.', 'l.alive'),
    citizen: column('boolean', 'Whether a citizen on it.', 'l.citizen'),
    due: column('boolean', 'Whether some run should have credited the year: on the list, and known as the list has it now to a run on whose own list\'s day the child lived and had been a citizen ever since.', 'l.due'),
    transfers: column('integer', 'How often the year\'s sum was credited.', '(a.iin is not null)::int + coalesce(h.transfers, 0)'),
    accrued: column('numeric', 'What was credited for it without yields, USD.', 'coalesce(a.amount + h.amount, a.amount, h.amount, 0)'),
    taken_back: column('numeric', 'What of that was taken back since, USD.', 'coalesce(a.taken_back + h.taken_back, a.taken_back, h.taken_back, 0)'),
    published: column('numeric', 'The sum that was published for everybody, USD.', 'l.per_child_usd'),
    credited_on: column('date', 'Day on which it was credited first; null where it was not.', 'least(a.first, h.first)'),
    missed: column('boolean', 'Whether it was due and was not credited.', 'a.iin is null and h.iin is null and l.due'),
  },
};
