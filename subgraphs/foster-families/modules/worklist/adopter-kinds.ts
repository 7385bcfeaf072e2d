import { ADOPTER_TERMS, judgedOn, MOST_MONTHS } from '../../reference/adopter-terms.js';
import { minor, under, type KindSql } from './kind-sql.js';

const TERMS = `(values ${ADOPTER_TERMS.map(({ home, months, after, upTo, validFrom, validTo }) =>
  `('${home}', ${months}, ${after}, ${upTo ?? MOST_MONTHS}, '${validFrom}'::date, ${validTo == null ? 'null::date' : `'${validTo}'::date`})`).join(', ')}) term (home, months, after, up_to, valid_from, valid_to)`;

/** The day by which an adoption is judged, as `judgedOn` has it. */
const JUDGED = `greatest(a.decided_on, '${judgedOn('0001-01-01')}'::date)`;

const HOLDS = `term.home = a.home and term.valid_from <= ${JUDGED} and (term.valid_to is null or term.valid_to > ${JUDGED})`;

/**
 * As `dueFromAdopters` has it: the first report that is missing; where as many have come as were asked for until this month, none is: they are recorded of due days alone. The row names the adoption alone, no child: neither this list nor its file
 * is one of who was adopted beside who is in care.
 */
export const ADOPTER_REPORT_DUE: KindSql = {
  from: (within) => `adoption a join known_child k on k.iin = a.iin
    cross join lateral (select array(select r.due_on from adoption_report r where r.adoption_id = a.id and r.due_on < :before::date) as days,
      ((date_part('year', :before::date) - date_part('year', a.decided_on)) * 12 + date_part('month', :before::date) - date_part('month', a.decided_on))::int as months offset 0) came
    cross join lateral (select sum(greatest(0, (least(term.up_to, came.months) - term.after) / term.months)) as reports from ${TERMS} where ${HOLDS}) asked
    cross join lateral (select min(due.day) as due_on
      from ${TERMS} cross join lateral generate_series(term.after + term.months, least(term.up_to, came.months), term.months) month
      cross join lateral (select (a.decided_on + make_interval(months => month))::date as day) due
     where cardinality(came.days) < asked.reports and ${HOLDS} and due.day < :before::date and due.day <> all (came.days)) missing
    where ${within('a')} and a.ended_on is null and k.died_on is null and ${minor('k')} and missing.due_on is not null and ${under(18, 'k', 'missing.due_on')}`,
  dueOn: 'missing.due_on',
  place: 'a',
  id: 'a.id',
  adoption: 'a.id',
};
