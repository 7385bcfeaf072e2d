import type { AuditRule } from '../audit-rule.js';
import { few } from '../pieces/payments.js';
import { ENROL } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

/** One bit for the school year of a day: a hundred and twenty-two days after the first of September begins a year. */
const yearBit = (day: string): string => `(1::bigint << (year(${day} + 122) - 2000))`;

/** Whether an enrolment that ended went on beyond its school year: the day before the last is in a later one. */
const LONG = 'year(until + 121) > year(since + 122)';

/** Looked at one against the other is only who has two in one school year, or one that went on beyond its own or another one's beginning. */
export const E01: AuditRule = {
  id: 'E01',
  version: 1,
  title: {
    kk: 'Бала бір уақытта екі рет есепте',
    ru: 'Ребёнок числится дважды в одно и то же время',
    en: 'Enrolled twice at a time',
  },
  remedy: ENROL,
  legalBasis: 'Law on Education, 26; standard rules of admission',
  programmes: ['schools'],
  answeredBy: 'schools',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: monthOf('f.since'), facts: { since: 'f.since', enrolments: 'f.enrolments' } },
    `(with twice as materialized (select * from ${few(`select e.* from (select subject, region, school, since, until from schools.school_enrolment) e
          semi join (select subject from (select subject, ${yearBit('since')} as year, case when until is null then ${yearBit('since')} when ${LONG} then 0 end as goes_on from schools.school_enrolment)
            group by subject having count(*) <> bit_count(bit_or(year)) or bit_or(year) >= 2 * min(goes_on)) x on x.subject = e.subject`)})
      select o.subject, min(o.region) as region, o.since, count(*) + 1 as enrolments from twice e
        join twice o on o.subject = e.subject and (o.since > e.since or o.since = e.since and o.school > e.school)
      where (e.until is null or e.until > o.since) and (o.until is null or o.until > o.since) group by o.subject, o.since) f`),
};
