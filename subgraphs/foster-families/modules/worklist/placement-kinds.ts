import { stayedSince, unseenSince } from '../life/stay.repository.js';
import { CARE_TERMS, type CareTermCode } from '../../reference/care-terms.js';
import { bornAs, inEffect, minor, under, type KindSql, type Within } from './kind-sql.js';

export const OF_PLACEMENT = { place: 'p', id: 'p.id', child: 'p.iin', placement: 'p.id' } as const;

/**
 * Placements in effect of children under 18, with what a look-up finds for each. `offset 0` keeps the planner from asking for everybody's
 * birth first: most placements have nothing due.
 */
export const placed = (within: Within, columns: string, joins: string, conditions: string): string =>
  `(select p.* ${columns} from placement p ${joins} where ${within('p')} and ${inEffect('p')} and ${conditions} offset 0) p ${bornAs('k', 'p.iin')} where ${minor('k')}`;

/** As `dueBy` has it: the last day of a term that runs from a day, by the term of that day. */
function dueSql(code: CareTermCode, from: string): string {
  const terms = CARE_TERMS.filter((term) => term.code === code);
  const cases = terms.map(({ validFrom, validTo, length, unit }) => {
    if (unit === 'WORKING_DAYS') throw new Error('Working days are counted when something is recorded.');
    const holds = `${from} >= '${validFrom}'${validTo == null ? '' : ` and ${from} < '${validTo}'`}`;
    return `when ${holds} then (${from} + interval '${length} ${unit.toLowerCase()}')::date`;
  });
  return `(case ${cases.join(' ')} end)`;
}

const SEEN_ON = `coalesce(seen.visited_on, ${unseenSince('p')})`;

/** As `nextVisitBy` has it. */
export const VISIT_DUE: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => placed(within, `, ${dueSql('VISIT', 'counted.since')} as due_on`, `left join lateral (
      select v.visited_on from placement_visit v where v.placement_id = p.id and v.child_seen order by v.visited_on desc limit 1) seen on true
      cross join lateral (select ${SEEN_ON} as since offset 0) counted`,
    `p.form not in ('INSTITUTION', 'GUEST') and ${dueSql('VISIT', 'counted.since')} < :before::date`),
  dueOn: 'p.due_on',
};

/** Months from the month in which the child came to that of another day. */
const monthsTo = (day: string): string => `((date_part('year', ${day}) - date_part('year', stay.since)) * 12 + date_part('month', ${day}) - date_part('month', stay.since))::int`;

const dayOf = (months: string): string => `(stay.since + make_interval(months => ${months}))::date`;

/** Each form as it was earliest on record. */
const EARLIEST = 'select distinct on (e.code) e.code, e.report_interval_months from placement_form e order by e.code, e.valid_from';

/**
 * As `dueReports` has it: each report falls due by the interval that the form had on the first day, or by the earliest on record. Where as
 * many have come as fell due, none is missing: only of the others the days are gone through. `offset 0` has what is used again worked out once.
 */
export const REPORT_DUE: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => `${placed(within, ', missing.due_on', `
      left join placement_form f on f.code = p.form and f.valid_from <= p.valid_from and (f.valid_to is null or f.valid_to > p.valid_from)
      left join (${EARLIEST}) earliest on earliest.code = p.form
      cross join lateral (select ${stayedSince('p')} as since, case when f.code is not null then f.report_interval_months else earliest.report_interval_months end as step offset 0) stay
      cross join lateral (select ${monthsTo(':before::date')} / stay.step as most, ${monthsTo('p.valid_from')} / stay.step as least offset 0) span
      cross join lateral (select span.most - case when ${dayOf('span.most * stay.step')} >= :before::date then 1 else 0 end as last,
        greatest(1, span.least + case when ${dayOf('span.least * stay.step')} < p.valid_from then 1 else 0 end) as first offset 0) fell
      cross join lateral (select count(*) as reports from placement_report r where r.placement_id = p.id and r.due_on < :before::date) came
      cross join lateral (select min(${dayOf('n * stay.step')}) as due_on from generate_series(fell.first, fell.last) n
        where came.reports < fell.last - fell.first + 1 and not exists (select 1 from placement_report r where r.placement_id = p.id and r.due_on = ${dayOf('n * stay.step')})) missing`,
    'stay.step is not null and missing.due_on is not null')} and ${under(18, 'k', 'p.due_on')}`,
  dueOn: 'p.due_on',
};

export const CONTRACT_ENDS: KindSql = { ...OF_PLACEMENT, from: (within) => placed(within, '', '', 'p.planned_until < :before::date'), dueOn: 'p.planned_until' };

/** Brothers and sisters in another home, where neither placement says why. */
export const SIBLINGS_APART: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => placed(within, ', apart.since', `cross join lateral (
      select min(greatest(p.valid_from, q.valid_from)) as since from care_sibling s join placement q on q.iin = s.sibling_iin ${bornAs('kq', 'q.iin')}
       where s.iin = p.iin and s.sealed_on is null and ${inEffect('q')} and ${minor('kq')} and q.form <> 'GUEST'
         and (q.family_id, q.institution_bin) is distinct from (p.family_id, p.institution_bin) and coalesce(p.siblings_apart, q.siblings_apart) is null) apart`,
    `p.form <> 'GUEST' and apart.since is not null`),
  dueOn: 'p.since',
};

export const UNDER_THREE_IN_INSTITUTION: KindSql = { ...OF_PLACEMENT, from: (within) => `${placed(within, '', '', `p.form = 'INSTITUTION'`)} and ${under(3, 'k')}`, dueOn: 'p.valid_from' };

export const NO_NEED_RECORD: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => placed(within, '', '', `p.form = 'INSTITUTION' and not exists (select 1 from care_need n where n.iin = p.iin and n.closed_on is null)`),
  dueOn: 'p.valid_from',
};

/** As the databank's own list of what is overdue has it. */
export const PLACE_DUE: KindSql = {
  from: () => 'care_need n where n.closed_on is null and n.sealed_on is null and n.majority_on > :today::date and n.placed_on is null',
  dueOn: 'n.place_by',
  place: 'n',
  id: 'n.id',
  child: 'n.iin',
  need: 'n.id',
};
