import type { AuditRule } from '../audit-rule.js';
import { ENROL } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

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
    `(select o.subject, min(o.region) as region, o.since, count(*) + 1 as enrolments from schools.school_enrolment e
        join schools.school_enrolment o on o.subject = e.subject and (o.since > e.since or o.since = e.since and o.school > e.school)
      where (e.until is null or e.until > o.since) and (o.until is null or o.until > o.since) group by o.subject, o.since) f`),
};
