import type { AuditRule } from '../audit-rule.js';
import { ENROL } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

export const E03: AuditRule = {
  id: 'E03',
  version: 1,
  title: {
    kk: 'Мектеп жасындағы бала ешбір мектепте есепте жоқ',
    ru: 'Ребёнок школьного возраста нигде не числится',
    en: 'Of the age for classes 1 to 9, and enrolled nowhere',
  },
  remedy: ENROL,
  legalBasis: 'Law on Education, 30, 31',
  programmes: ['schools', 'registry'],
  answeredBy: 'schools',
  severity: 'RISK',
  about: 'PERSON',
  sql: rows({ about: 'c.subject', region: 'c.region', month: 'make_date(y.year, 9, 1)', facts: { six_by_september: 'c.six_by_september', resident_since: 'c.resident_since' } },
    `registry.civil_child c cross join (select cast(year(day) - (month(day) < 9)::int as int) as year from snapshot) y
      anti join (select subject from schools.school_enrolment where until is null) e on e.subject = c.subject
      where c.six_by_september < y.year and c.six_by_september + 9 > y.year and c.died is null and c.resident`),
};
