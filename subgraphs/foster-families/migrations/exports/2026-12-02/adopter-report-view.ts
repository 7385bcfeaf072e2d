import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, month, recorded } from '../../../../shared/export/migration.js';

/** A group that is told has at least as many. */
const FEWEST = 5;

/** Code on Marriage and Family, 86(4): months between reports, and the months after the decision from and up to which it is so. */
const TERMS = `(values ('KAZAKHSTAN', 12, 0, 216), ('ABROAD', 6, 0, 36), ('ABROAD', 12, 36, 216)) term (home, months, after, up_to)`;

const DUE = `(select a.region_kato, ${month('due.day')} as due_month, greatest(a.recorded_at, r.recorded_at) as recorded_at, coalesce(r.received_on, ${AS_OF_DAY}) > due.day as late, r.id is null and due.day < ${AS_OF_DAY} as missing
    from adoption a join known_child k on k.iin = a.iin join ${TERMS} on term.home = a.home cross join lateral generate_series(term.after + term.months, term.up_to, term.months) n
    cross join lateral (select (a.decided_on + make_interval(months => n))::date as day) due
    left join adoption_report r on r.adoption_id = a.id and r.due_on = due.day and ${recorded('r.recorded_at')}
   where ${recorded('a.recorded_at')} and due.day <= ${AS_OF_DAY} and due.day < coalesce(a.ended_on, 'infinity') and due.day < coalesce(k.died_on, 'infinity') and extract(year from age(due.day, k.birth_date)) < 18)`;

const enough = (count: string): string => `case when ${count} >= ${FEWEST} then (${count})::int end`;

/** Nobody stands in it: who was adopted is told to no auditor, not even by a pseudonym, by which other views would go on (102). */
export const ADOPTER_REPORT: ExportView = {
  description: `Reports of adopters that fell due by the snapshot's day, counted by region and month. Groups of fewer than ${FEWEST} are not there.`,
  from: `(select owed.region_kato, owed.due_month, max(owed.recorded_at) as recorded_at, count(*) as owed, count(*) filter (where owed.late) as late, count(*) filter (where owed.missing) as missing
    from ${DUE} owed group by owed.region_kato, owed.due_month having count(*) >= ${FEWEST}) counted where true`,
  columns: {
    subject: column('uuid', 'Pseudonym of nobody: always null.', 'null'),
    region: column('text', 'KATO of the region of the bodies that they are owed to.', 'counted.region_kato'),
    recorded_at: column('timestamp with time zone', 'Month in which the last of them was recorded.', `date_trunc('month', counted.recorded_at)`),
    due_month: column('date', 'First day of the month in which they fell due.', 'counted.due_month'),
    owed: column('integer', 'How many fell due.', 'counted.owed::int'),
    late: column('integer', `Of these those that came after their day, or have not come since; null where fewer than ${FEWEST}.`, enough('counted.late')),
    missing: column('integer', `Of these those that have not come; null where fewer than ${FEWEST}.`, enough('counted.missing')),
  },
};
