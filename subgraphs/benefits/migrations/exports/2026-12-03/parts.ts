import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { BIRTHS, CHILD_DEATHS } from '../2026-11-27/lives.js';
import { PAYMENT_CHILD } from '../2026-11-27/payment-views.js';

/*
 * What `benefit_payment_child` is derived from, beside the payments: one row for a child of an award, and not for each of its payments. Payments
 * are of whole months, so that months tell all that days would; what is judged on the first day of the award is judged here.
 */

/** The first month that does not begin before a day. */
const ceiling = (day: string): string => `(${month(`(${day} - 1)`)} + interval '1 month')::date`;

export const CHILD_TERMS: ExportView = {
  part: true,
  description: 'Part of `benefit_payment_child`, in no snapshot: children of awards, and the months from which and until which something is true of them.',
  from: `benefit_award_child c join benefit_award a on a.id = c.award_id left join ${BIRTHS} b on b.iin = c.iin left join ${CHILD_DEATHS} d on d.iin = c.iin
    where c.sealed_on is null and ${recorded('a.recorded_at')} and ${recorded('c.recorded_at')}`,
  columns: {
    award: column('uuid', 'Pseudonym of the award.', pseudonym('a.public_id::text')),
    subject: column('uuid', 'Pseudonym of the child.', pseudonym('c.iin')),
    never_due: column('boolean', 'Whether the award was found never to have been due.', 'c.never_due'),
    in_from: column('date', 'First month on whose first day the child was in the award.', ceiling('c.since')),
    in_until: column('date', 'Last such month; null while open.', month('c.until')),
    award_from: column('date', 'First month that does not begin before the award.', ceiling('a.since')),
    born: column('date', 'Month of birth; null where it is not known here.', month('b.born_on')),
    lived_from: column('date', 'First month that does not begin before the birth.', ceiling('b.born_on')),
    died: column('date', 'Month of death; null for the living.', month('d.died_on')),
    first_member: column('boolean', 'Whether the child was in the award on its first day.', 'c.since <= a.since and (c.until is null or c.until >= a.since)'),
    first_age: column('integer', 'Whole years on that day.', 'extract(year from age(a.since, b.born_on))'),
    first_before_18: column('boolean', 'Whether younger than 18 on that day.', `a.since < (b.born_on + interval '18 years')::date`),
  },
};

export const BIRTH_TERMS: ExportView = {
  part: true,
  description: 'Part of `benefit_payment_child`, in no snapshot: terms that are counted from a birth.',
  from: `programme_term t where t.kind = 'FROM_BIRTH' and (select audit_export.key()) is not null and (select audit_export.as_of()) is not null`,
  columns: {
    programme: column('text', 'Code of the programme.', 't.programme'),
    months: column('integer', 'Months.', 't.months'),
    valid_from: column('date', 'First day on which it holds.', 't.valid_from'),
    valid_to: column('date', 'First day on which it does not; null while it does.', 't.valid_to'),
  },
};

const IN = 'c.in_from <= p.month and (c.in_until is null or c.in_until >= p.month)';
/** A payment is judged on the first day of its month, or on the first of its award when that is later. */
const EARLIER = 'p.month < c.award_from';

export const DERIVED_PAYMENT_CHILD: ExportView = {
  ...PAYMENT_CHILD,
  derived: {
    from: ['benefit_payment'],
    parts: ['part_child_terms', 'part_birth_terms'],
    sql: `select c.subject, p.region, p.recorded_at, p.award, p.programme, p.component, p.month, p.kind, p.state, p.recovered, p.returned_on,
  case when ${EARLIER} then c.first_member else ${IN} end as member,
  ${IN} as whole_month,
  c.never_due,
  case when ${EARLIER} then c.first_age when p.month >= c.lived_from then date_diff('month', c.lived_from, p.month) // 12 else -(date_diff('month', p.month, c.born) // 12) end as age,
  case when ${EARLIER} then c.first_before_18 else p.month < c.lived_from + interval 18 years end as before_18,
  p.month > c.born + to_months(t.months) as past_term,
  coalesce(p.month > c.died, false) as after_death
from benefit_payment p join part_child_terms c on c.award = p.award
left join part_birth_terms t on t.programme = p.programme and t.valid_from <= p.month and (t.valid_to is null or t.valid_to > p.month)`,
  },
};
