import type { AuditRule } from '../audit-rule.js';
import { few } from '../pieces/payments.js';
import { ENROL } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

/** The year in which the school year of an enrolment began, and one bit of a number for it. */
const YEAR = '(year(since) - (month(since) < 9)::int)';
const YEAR_BIT = `(1::bigint << (${YEAR} - 2000))`;

/** Looked at one against the other is only who has two in one school year, or one that went on beyond its own or another one's beginning. */
export const E01: AuditRule = {
  id: 'E01',
  version: 1,
  title: {
    kk: 'Бала бір уақытта екі мектепте есепте',
    ru: 'Ребёнок одновременно числится в двух школах',
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
          semi join (select subject from schools.school_enrolment group by subject having sum(${YEAR_BIT}) <> bit_or(${YEAR_BIT}) or bool_or(coalesce(until, date '9999-01-01') > make_date(${YEAR} + 1, 9, 1) and until is distinct from null)
            or count(*) filter (where until is null) > 1 or min(since) filter (where until is null) < max(since)) x on x.subject = e.subject`)})
      select o.subject, min(o.region) as region, o.since, count(*) + 1 as enrolments from twice e
        join twice o on o.subject = e.subject and (o.since > e.since or o.since = e.since and o.school > e.school)
      where (e.until is null or e.until > o.since) and (o.until is null or o.until > o.since) group by o.subject, o.since) f`),
};
