import { nextMonth, rows } from './rows.js';
import { few, stands } from './payments.js';

const AWARDS = `select award, subject, since from benefits.benefit_award where programme = 'LARGE_FAM' and subject is not null`;

const NEVER = `date '9999-01-01'`;

const MEMBERS = `select m.award, m.subject, m.since, coalesce(${nextMonth('m.until')}, ${NEVER}) as ended, a.subject as recipient
      from (select award, subject, since, until from benefits.benefit_award_child where programme = 'LARGE_FAM') m join award a on a.award = m.award`;

/** Wards of recipients: they count as their own do (90(3)). */
const WARDS = `select g.subject, g.representative, g.since, coalesce(g.until, ${NEVER}) as ended from (select subject, representative, since, until from registry.civil_guardianship where representative is not null) g
      semi join (select subject from award) a on a.subject = g.representative`;

/** Since when somebody is of age. Whole months (92(1)5). Who will be is in nearly every award, and says nothing of what was paid. */
const MAJORITIES = `select m.award, m.subject, m.recipient, m.since, m.ended, k.of_age from member m join (select subject, of_age from registry.civil_child, snapshot where of_age < snapshot.day) k on k.subject = m.subject and m.ended > ${nextMonth('k.of_age')}`;

/** Who came into the award as a student, and whose award was resumed after the suspension at 18: somebody was shown that they study full-time (90(2), 92(1)5). Until 23. */
const STUDENTS = `select g.award, g.subject from grown g where g.since >= g.of_age
      union select g.award, g.subject from grown g join (select award, effective_from from benefits.benefit_award_event where programme = 'LARGE_FAM' and kind = 'RESUMED') e on e.award = g.award and e.effective_from >= g.of_age`;

/** Placements of members in which they do not count: full state support (90(4)); of a recipient's own child, another family's care too. */
const PLACED = `select m.award, m.subject, m.recipient, l.form, l.since, l.until from member m join (select subject, form, since, coalesce(until, ${NEVER}) as until from foster_families.care_placement where form <> 'GUEST') l on l.subject = m.subject`;

/** Members who left the country for good; until they are of age. */
const DEPARTED = `select m.award, m.subject, d.departed from member m join (select subject, min(departed) as departed from registry.civil_departure group by subject) d on d.subject = m.subject and m.ended > ${nextMonth('d.departed')}`;

/**
 * Months of members in which they do not count, as intervals: whole ones for death, majority and departure (92(1), (5)); rights over the child that
 * the recipient lost (90(3)). What of placements is one hangs on whose children they are.
 */
const GONE = `select m.award, m.subject, ${nextMonth('d.died')} as first, ${NEVER} as ended from member m join (select subject, died from registry.civil_death where child) d on d.subject = m.subject and m.ended > ${nextMonth('d.died')}
      union all select d.award, d.subject, ${nextMonth('d.departed')}, ${nextMonth('d.of_age')} from ${few(`select d.award, d.subject, d.departed, k.of_age from ${few(DEPARTED)} d join (select subject, of_age from registry.civil_child) k on k.subject = d.subject`)} d
      union all select g.award, g.subject, case when s.award is null then ${nextMonth('g.of_age')} else cast(g.of_age + interval 61 month as date) end, ${NEVER} from grown g left join student s on s.award = g.award and s.subject = g.subject
      union all select m.award, m.subject, t.months_from, coalesce(t.months_until, ${NEVER}) from member m join (select subject, parent, months_from, months_until from registry.civil_parental_right) t on t.subject = m.subject and t.parent = m.recipient`;

/** Children of recipients, of doubtful awards only: of the others nobody asks. */
const OWN = `select distinct q.subject, q.parent from (select q.subject, q.parent from (select subject, parent from registry.civil_parentage where until is null) q
      semi join ${few('select distinct m.subject from member m semi join doubtful d on d.award = m.award')} m on m.subject = q.subject) q semi join (select subject from award) a on a.subject = q.parent`;

const WRONG = `select award, subject, first, ended from gone where first < ended
      union all select l.award, l.subject, l.since, l.until from placed l where l.since < l.until and (l.form = 'INSTITUTION' or exists (select 1 from own where own.subject = l.subject and own.parent = l.recipient)
          and not exists (select 1 from ward where ward.subject = l.subject and ward.representative = l.recipient and ward.ended > l.since and ward.since < l.until))`;

/** How many a tier is for; null of none that the law knows. From eight on it is as many as there are. */
const CHILDREN = (tier: string): string => `try_cast(regexp_extract(${tier}, '^CHILDREN_([0-9]+)', 1) as int)`;

/** Awards that have an amount for fewer than are in them for a month of its time, as far as months tell: looked at of those only that have more members at all. */
const LESS = `select x.award from (select x.* from (select award, valid_from, valid_to, ${CHILDREN('tier')} as children from benefits.benefit_award_amount where programme = 'LARGE_FAM' and tier <> 'CHILDREN_8_UP' and (valid_to is null or valid_to > date '2025-07-01')) x
        join (select award, count(*) as members from member group by award) n on n.award = x.award and n.members > x.children) x
      join member m on m.award = x.award and m.since < coalesce(x.valid_to - interval 1 month, ${NEVER}) and m.ended > x.valid_from group by x.award, x.valid_from, x.children having count(distinct m.subject) > x.children`;

/** Families' months, but for that in which an award began, whose day is not told, and those whose recipient is withheld; of doubtful awards only. */
const PAID = `select p.award, p.subject, p.region, p.month, p.tier from (select p.* from (select award, subject, region, month, tier, state from benefits.benefit_payment where programme = 'LARGE_FAM' and kind = 'REGULAR') p semi join ${few('select award from doubtful')} d on d.award = p.award) p
      join award a on a.award = p.award where ${stands('p')} and p.month > a.since`;

/** Who was in doubtful awards when a month began that was paid; of who came in that month nobody says whether it was on its first day. By families' own months: payments' children are twenty times as many rows. */
const COUNTED = `select p.award, p.month, m.subject, p.subject as recipient, m.since < p.month as surely from paid p
      join ${few('select m.award, m.subject, m.since, m.ended from member m semi join doubtful d on d.award = m.award')} m on m.award = p.award and m.since <= p.month and m.ended > p.month`;

/** Of each of them, once, whether they count: no, yes, or null where the register does not tell (a step-child, a student, a ward of the recipient's husband). */
const JUDGED = `select c.award, c.month, c.subject, case when count(w.award) > 0 then false when count(g.award) > 0 or not bool_or(c.surely) then null when count(own.subject) > 0 or count(ward.subject) > 0 then true end as counts from counted c
      left join ${few('select award, subject, first, ended from wrong')} w on w.award = c.award and w.subject = c.subject and w.first <= c.month and w.ended > c.month
      left join ${few('select award, subject, of_age from grown')} g on g.award = c.award and g.subject = c.subject and g.of_age < c.month
      left join own on own.subject = c.subject and own.parent = c.recipient left join ward on ward.subject = c.subject and ward.representative = c.recipient and ward.since < c.month and ward.ended > c.month
      group by c.award, c.month, c.subject`;

/** More than may count: somebody in it does not, and the amount is for more than all others. Less: it is for fewer than are known to count. */
const TOO_MANY = `case when x.children < least(x.counted, 8) then x.children else x.counted end > x.eligible`;
const TOO_FEW = `x.tier <> 'CHILDREN_8_UP' and x.children < x.known`;

/** Months of large families that were paid for another number of children than count. Who is in them is judged one by one; who is not might have been, and nobody says that they had to. */
export const otherNumber: string = rows(
  { about: 'x.subject', region: 'x.region', month: 'x.month', record: 'x.award', facts: { tier: 'x.tier', counted: 'x.counted', eligible: 'x.eligible' } },
  `(with award as materialized (${AWARDS}), member as materialized (${MEMBERS}), ward as materialized (${WARDS}), grown as materialized (${MAJORITIES}), student as materialized (${STUDENTS}),
      placed as materialized (${PLACED}), gone as materialized (${GONE}),
      doubtful as materialized (select * from ${few(`select award from gone where first < ended union select award from placed union ${LESS}`)}),
      own as materialized (${OWN}), wrong as materialized (${WRONG}),
      paid as materialized (${PAID}), counted as materialized (${COUNTED}), judged as materialized (${JUDGED})
    select * from (select p.award, p.subject, p.region, p.month, p.tier, ${CHILDREN('p.tier')} as children, coalesce(n.counted, 0) as counted, coalesce(n.eligible, 0) as eligible, coalesce(n.known, 0) as known
      from paid p left join (select award, month, count(*) as counted, count(*) filter (where counts is distinct from false) as eligible, count(*) filter (where counts) as known from judged group by award, month) n on n.award = p.award and n.month = p.month) x
    where ${TOO_MANY} or ${TOO_FEW}) x`,
);
