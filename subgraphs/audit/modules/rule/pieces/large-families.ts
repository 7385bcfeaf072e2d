import { nextMonth, rows } from './rows.js';
import { few, stands } from './payments.js';

const AWARDS = `select award, subject, since from benefits.benefit_award where programme = 'LARGE_FAM' and subject is not null`;

/** Families' months, but for that in which an award began, whose day is not told, and those whose recipient is withheld; of doubtful awards only. */
const PAID = `select p.award, p.subject, p.region, p.month, p.tier from (select p.* from (select award, subject, region, month, tier, state from benefits.benefit_payment where programme = 'LARGE_FAM' and kind = 'REGULAR') p semi join ${few('select award from doubtful')} d on d.award = p.award) p
      join award a on a.award = p.award where ${stands('p')} and p.month > a.since`;

/**
 * Months in which a parent's child counts, as an interval: whole ones for death, majority and departure (Social Code, 92(1), (5)). In the
 * month in which somebody became the parent of a child who was born before, the day decides, which is not told.
 */
const CHILDREN = `select q.parent, c.subject, case when q.since > c.born then q.since end as unsure, greatest(q.since, c.counted_from) as first, least(${nextMonth('c.of_age')}, coalesce(${nextMonth('c.died')}, date '9999-01-01'), coalesce(${nextMonth('d.departed')}, date '9999-01-01')) as ended
      from (select q.subject, q.parent, q.since from registry.civil_parentage q semi join (select subject from benefits.benefit_award where programme = 'LARGE_FAM') a on a.subject = q.parent where q.until is null) q
      join (select subject, born, counted_from, of_age, died, citizen from registry.civil_child) c on c.subject = q.subject left join (select subject, min(departed) as departed from registry.civil_departure group by subject) d on d.subject = c.subject
      where c.citizen or c.died is not null`;

/** Intervals in which it does not: rights over it that are limited or taken, and full state support or another family's care. */
const BARRED = `select subject, parent, months_from as first, coalesce(months_until, date '9999-01-01') as ended from registry.civil_parental_right
      union all select subject, null, since, coalesce(until, date '9999-01-01') from foster_families.care_placement where form <> 'GUEST'`;

/**
 * First and last month that a family may have been paid for, and children by the award and by the register, each with the months in which they
 * are in it. What went out for them is not asked yet: a month more than were paid makes an award doubtful at the worst.
 */
const COMPARED = `span as materialized (select a.award, a.subject, greatest(p.first, ${nextMonth('a.since')}) as first, ${nextMonth('p.last')} as ends
        from award a join (select award, min(month) as first, max(month) as last from benefits.benefit_payment where programme = 'LARGE_FAM' group by award) p on p.award = a.award where p.last > a.since),
      by_award as (select s.award, m.subject, s.first, m.since, greatest(m.since, s.first) as begins, least(m.ended, s.ends) as ends
        from span s join (select award, subject, since, case when until is null then date '9999-01-01' else ${nextMonth('until')} end as ended from benefits.benefit_award_child where programme = 'LARGE_FAM') m on m.award = s.award),
      by_register as materialized (select s.award, c.subject, greatest(c.first, s.first) as begins, least(c.ended, s.ends) as ends from span s join child c on c.parent = s.subject)`;

/**
 * Families of which any child is in the award for other months than it counts, or joined it within the time, so that the day decides, or is
 * barred at any time: the others are as they should be, and are nearly all of them.
 */
const DOUBTFUL = `select a.award from (select * from by_award where begins < ends) a full join (select * from by_register where begins < ends) r on r.award = a.award and r.subject = a.subject
        where a.award is null or r.award is null or a.begins <> r.begins or a.ends <> r.ends or a.since >= a.first
      union select r.award from by_register r join barred b on b.subject = r.subject`;

/** Children of doubtful families in the months that were paid, and those of them who do not count then. */
const PAIRS = `pair as materialized (select p.award, p.month, p.subject as parent, c.subject from paid p join child c on c.parent = p.subject and c.first <= p.month and c.ended > p.month),
      uncounted as (select distinct p.award, p.month, p.subject, p.parent from pair p join barred b on b.subject = p.subject and b.first <= p.month and b.ended > p.month and (b.parent is null or b.parent = p.parent))`;

/** Months of large families that were paid for another number of children than count. */
export const otherNumber: string = rows(
  { about: 'x.subject', region: 'x.region', month: 'x.month', record: 'x.award', facts: { tier: 'x.tier', counted: 'x.counted', eligible: 'x.eligible' } },
  `(with award as materialized (${AWARDS}), child as materialized (${CHILDREN}), barred as materialized (${BARRED}), ${COMPARED},
      doubtful as materialized (select * from ${few(DOUBTFUL)}),
      paid as materialized (${PAID}),
      counted as (select c.award, c.month, count(*) as children from (select c.award, c.month, c.state, c.member, c.kind from (select award, month, state, member, kind from benefits.benefit_payment_child) c semi join ${few('select award from doubtful')} d on d.award = c.award) c
        where c.kind = 'REGULAR' and c.member and ${stands('c')} group by c.award, c.month),
      ${PAIRS},
      eligible as (select p.award, p.month, count(*) as children from pair p anti join uncounted u on u.award = p.award and u.month = p.month and u.subject = p.subject and u.parent = p.parent group by p.award, p.month)
    select p.*, n.children as counted, coalesce(e.children, 0) as eligible from paid p left join counted n on n.award = p.award and n.month = p.month left join eligible e on e.award = p.award and e.month = p.month
      left join (select distinct parent, unsure from child where unsure is not null) u on u.parent = p.subject and u.unsure = p.month
    where n.children is distinct from e.children and u.parent is null) x`,
);
