import type { AuditRule } from '../audit-rule.js';
import { ofEnrolment } from '../pieces/enrolments.js';
import { ENROL } from '../pieces/remedies.js';

export const E05: AuditRule = {
  id: 'E05',
  version: 1,
  title: {
    kk: 'Бала сынып жасынан кіші бола тұра қабылданған',
    ru: 'Ребёнок зачислен в класс младше положенного возраста',
    en: 'Enrolled in a class younger than the age for it',
  },
  remedy: ENROL,
  legalBasis: 'Law on Education, 31; standard rules of admission',
  programmes: ['schools', 'registry'],
  answeredBy: 'schools',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: ofEnrolment({ class_number: 'e.class_number', six_by_september: 'c.six_by_september' }, `join registry.civil_child c on c.subject = e.subject where e.class_number > 0 and c.six_by_september + e.class_number - 1 > year(e.since) - (month(e.since) < 9)::int`),
};
