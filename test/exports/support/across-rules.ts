import type { Rule } from '../../../local/population/anomalies/rules.js';

/** A rule that takes the views of several programmes, with the kinds of errors that it finds; each names a row as `nameOf` of the test does. */
export interface AcrossRule {
  readonly rules: readonly Rule[];
  readonly kinds: readonly string[];
  readonly sql: string;
}

const PAID = `state in ('DUE', 'PAID')`;

const award = (from: string): string => `select concat(p.award, ' ', p.month) as name from ${from}`;

/** Who receives a child's payment. */
const TO = 'benefit_payment_child p join benefit_award a on a.award = p.award';

/** Whether a right of a parent is limited or taken for the whole of a month. */
const removed = (child: string, parent: string, month: string): string =>
  `exists (select 1 from civil_parental_right t where t.subject = ${child} and t.parent = ${parent} and t.months_from <= ${month} and (t.months_until is null or t.months_until > ${month}))`;

/** The order of an award's child, by the register. */
const ORDER = (first: string): string => `case when coalesce(o.birth_order, 1) >= 4 then 'ORDER_4_UP' else ${first} end`;

/** Large families' payments, but for the month in which an award began, whose day is not told, and those whose recipient is withheld. */
const LARGE = `(select p.award, p.subject, p.month from benefit_payment p join benefit_award a on a.award = p.award where p.programme = 'LARGE_FAM' and p.kind = 'REGULAR' and p.${PAID} and p.month > a.since and p.subject is not null)`;

/** Children who count for a recipient in a month: months are whole for death, majority and departure (Social Code, 92). */
const ELIGIBLE = `(select p.award, p.month, count(*) as children from ${LARGE} p join civil_parentage q on q.parent = p.subject and q.until is null and q.since <= p.month
    join civil_child c on c.subject = q.subject and c.counted_from <= p.month and (c.died is null or c.died >= p.month) and c.of_age >= p.month and (c.citizen or c.died is not null)
  where not exists (select 1 from civil_departure d where d.subject = c.subject and d.departed < p.month) and not ${removed('c.subject', 'p.subject', 'p.month')}
    and not exists (select 1 from care_placement l where l.subject = c.subject and l.form <> 'GUEST' and l.since <= p.month and (l.until is null or l.until > p.month)) group by p.award, p.month)`;

const COUNTED = `(select award, month, count(*) filter (where member) as children from benefit_payment_child where programme = 'LARGE_FAM' and ${PAID} group by award, month)`;

/** Money of a form of care in a month in which the register of guardianships has no such form for any child of the award. */
const WITHOUT_CARE = `(select * from benefit_payment where programme in ('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER') and ${PAID}) p
  where not exists (select 1 from benefit_award_child m join civil_guardianship g on g.subject = m.subject where m.award = p.award and g.since <= p.month and (g.until is null or g.until >= p.month)
    and g.form = any (case p.programme when 'GUARDIAN' then array['GUARDIANSHIP', 'TRUSTEESHIP'] when 'PATRONAGE' then array['PATRONAGE'] when 'FOSTER_FAM' then array['FOSTER_FAMILY'] else array['PROFESSIONAL_FOSTER'] end))`;

const enrolled = (where: string): string => `select concat(e.subject, ' ', e.since) as name from school_enrolment e ${where}`;

/** The year in which the school year of an enrolment began. */
const YEAR = '(extract(year from e.since) - (extract(month from e.since) < 9)::int)';

export const ACROSS_RULES = (asOf: string): readonly AcrossRule[] => [
  {
    rules: ['R1a'],
    kinds: ['CARE_AFTER_DEATH', 'CARER_AFTER_DEATH', 'LARGE_FAM_COUNTS_DEAD'],
    sql: award(`benefit_payment_child p join civil_death d on d.subject = p.subject where p.programme in ('CARE_STATE', 'CARE_GFSS', 'LARGE_FAM', 'DIS_CARER') and p.member and p.${PAID} and p.month > d.died`),
  },
  { rules: ['R1c'], kinds: ['PAID_TO_DEAD_RECIPIENT', 'AWARD_MOTHER_AFTER_DEATH'], sql: award(`benefit_payment p join civil_death d on d.subject = p.subject where p.${PAID} and p.month > d.died`) },
  {
    rules: ['R6'],
    kinds: ['BIRTH_WRONG_ORDER', 'CARE_WRONG_ORDER'],
    sql: `select concat(x.award, ' ', x.valid_from) as name from benefit_award_amount x join benefit_award_child c on c.award = x.award left join civil_birth o on o.subject = c.subject
      where x.programme = 'BIRTH' and x.tier <> ${ORDER(`'ORDER_1_TO_3'`)} or x.programme = 'CARE_STATE' and x.tier <> ${ORDER(`'ORDER_' || coalesce(o.birth_order, 1)`)}`,
  },
  {
    rules: ['R7'],
    kinds: ['LARGE_FAM_COUNTS_DEAD', 'LARGE_FAM_COUNTS_ADULT', 'LARGE_FAM_TOO_FEW', 'LARGE_FAM_COUNTS_PLACED'],
    sql: award(`${LARGE} p left join ${COUNTED} m using (award, month) left join ${ELIGIBLE} e using (award, month) where m.children is distinct from e.children`),
  },
  {
    rules: ['R12'],
    kinds: ['ORPHAN_RATE_WITH_PARENT'],
    sql: award(`benefit_payment_child p join benefit_payment y on y.award = p.award and y.month = p.month and y.kind = 'REGULAR' where p.programme = 'SURVIVOR' and y.tier = 'FULL_ORPHAN' and p.${PAID}
      and exists (select 1 from civil_parentage q where q.subject = p.subject and q.until is null and not exists (select 1 from civil_death d where d.subject = q.parent and d.died <= p.month))`),
  },
  {
    rules: ['R13', 'F10'],
    kinds: ['GUARDIAN_AFTER_MAJORITY', 'GUARDIAN_AFTER_DEATH', 'GUARDIAN_WITHOUT_GUARDIANSHIP', 'GUARDIAN_IN_INSTITUTION', 'GUARDIAN_AND_PATRONAGE', 'GUEST_HOST_PAID'],
    sql: award(WITHOUT_CARE),
  },
  {
    rules: ['R14'],
    kinds: ['PAID_TO_DEPRIVED_PARENT', 'PAID_ABROAD'],
    sql: `${award(`${TO} where p.${PAID} and ${removed('p.subject', 'a.subject', 'p.month')}`)}
      union all ${award(`benefit_payment p join civil_departure d on d.subject = p.subject where p.${PAID} and p.month > d.departed`)}`,
  },
  { rules: ['F15'], kinds: ['ADOPTION_AGE_GAP'], sql: `select concat(subject, ' ', parent) as name from civil_parentage where age_gap_short` },
  {
    rules: ['E01'],
    kinds: ['ENROLLED_TWICE'],
    sql: `select distinct concat(e.subject, ' ', greatest(e.since, o.since)) as name from school_enrolment e join school_enrolment o on o.subject = e.subject and (o.since, o.school) > (e.since, e.school) where daterange(e.since, e.until) && daterange(o.since, o.until)`,
  },
  { rules: ['E02'], kinds: ['ENROLLED_AFTER_DEATH'], sql: enrolled(`join civil_death d on d.subject = e.subject where e.after_death or e.until is null or e.until > d.died + interval '1 month'`) },
  {
    rules: ['E03'],
    kinds: ['NOT_ENROLLED'],
    sql: `select concat(c.subject, ' ', y.year, '-09-01') as name from civil_child c, (select extract(year from date '${asOf}') as year) y
      where c.six_by_september < y.year and c.six_by_september + 9 > y.year and c.died is null and c.resident and not exists (select 1 from school_enrolment e where e.subject = c.subject and e.until is null)`,
  },
  { rules: ['E04'], kinds: ['SHIFT_NOT_OF_SCHOOL', 'LANGUAGE_NOT_OF_SCHOOL'], sql: enrolled('where e.shift_missing or e.language_missing') },
  { rules: ['E05'], kinds: ['ENROLLED_TOO_YOUNG'], sql: enrolled(`join civil_child c on c.subject = e.subject where e.class_number > 0 and c.six_by_september + e.class_number - 1 > ${YEAR}`) },
  { rules: ['E06'], kinds: ['ENROLLED_ABROAD'], sql: enrolled('join civil_departure d on d.subject = e.subject where e.until is null or e.until > d.departed') },
];

/** What no error of the synthetic population breaks: by what each finds, and names. */
export const OTHER_RULES = {
  'A citizen under 18 who is not on the savings programme\'s list': 'select c.subject::text as name from civil_child c where c.citizen and not exists (select 1 from savings_participant s where s.subject = c.subject)',
  'On the savings programme\'s list as a citizen, and none by the register': `select s.subject::text as name from savings_participant s where s.citizen and s.died is null and not exists (select 1 from civil_child c where c.subject = s.subject and c.citizen)`,
  'Paid out before 18': `select s.subject::text as name from savings_payout s join civil_child c on c.subject = s.subject where s.submitted_on < c.of_age`,
  'Savings asked for after a death': `select s.subject::text as name from savings_payout s join civil_death d on d.subject = s.subject where s.submitted_on >= d.died + interval '1 month'`,
  'Two birth grants for a child': `select subject::text as name from benefit_award_child where programme = 'BIRTH' and not never_due group by subject having count(distinct award) > 1`,
  'Places delivered without a commissioning': `select s.school::text as name from school s left join school_project p on p.school = s.school where s.programme is not null and (p.commissioned_on is null or p.commissioned_on > s.opened_on)`,
  'Built before the State expertise had said yes': 'select project::text as name from school_project where unexamined',
  'Cared for without a guardianship': `select l.subject::text as name from care_placement l where l.until is null and l.form not in ('GUEST', 'INSTITUTION') and not l.of_age and not exists (select 1 from civil_guardianship g where g.subject = l.subject and (g.until is null or g.until >= l.since))`,
} as const;
