import { nextMonth, rows } from './rows.js';
import { stands } from './payments.js';

/** Large families' months, but for that in which an award began, whose day is not told, and those whose recipient is withheld. */
const PAID = `select p.award, p.subject, p.region, p.month, p.tier from benefits.benefit_payment p join benefits.benefit_award a on a.award = p.award
      where p.programme = 'LARGE_FAM' and p.kind = 'REGULAR' and ${stands('p')} and p.month > a.since and p.subject is not null`;

/** Months in which a parent's child counts, as an interval: whole ones for death, majority and departure (Social Code, 92(1), (5)). */
const CHILDREN = `select q.parent, c.subject, greatest(q.since, c.counted_from) as first, least(${nextMonth('c.of_age')}, coalesce(${nextMonth('c.died')}, date '9999-01-01'), coalesce(${nextMonth('d.departed')}, date '9999-01-01')) as ended
      from registry.civil_parentage q join registry.civil_child c on c.subject = q.subject left join (select subject, min(departed) as departed from registry.civil_departure group by subject) d on d.subject = c.subject
      where q.until is null and (c.citizen or c.died is not null)`;

/** Intervals in which it does not: rights over it that are limited or taken, and full state support or another family's care. */
const BARRED = `select subject, parent, months_from as first, coalesce(months_until, date '9999-01-01') as ended from registry.civil_parental_right
      union all select subject, null, ${`cast(since as date)`}, coalesce(until, date '9999-01-01') from foster_families.care_placement where form <> 'GUEST'`;

/** Months of large families that were paid for another number of children than count. */
export const otherNumber: string = rows(
  { about: 'x.subject', region: 'x.region', month: 'x.month', record: 'x.award', facts: { tier: 'x.tier', counted: 'x.counted', eligible: 'x.eligible' } },
  `(with paid as materialized (${PAID}), child as materialized (${CHILDREN}), barred as materialized (${BARRED}),
      counted as (select award, month, count(distinct subject) as children from benefits.benefit_payment_child c where programme = 'LARGE_FAM' and kind = 'REGULAR' and member and ${stands('c')} group by award, month),
      eligible as (select p.award, p.month, count(*) as children from paid p join child c on c.parent = p.subject and c.first <= p.month and c.ended > p.month
        where not exists (select 1 from barred b where b.subject = c.subject and b.first <= p.month and b.ended > p.month and (b.parent is null or b.parent = p.subject)) group by p.award, p.month)
    select p.*, n.children as counted, coalesce(e.children, 0) as eligible from paid p left join counted n on n.award = p.award and n.month = p.month left join eligible e on e.award = p.award and e.month = p.month
    where n.children is distinct from e.children) x`,
);
