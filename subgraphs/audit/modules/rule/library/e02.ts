import type { AuditRule } from '../audit-rule.js';
import { ofEnrolment } from '../pieces/enrolments.js';
import { ENROL } from '../pieces/remedies.js';

export const E02: AuditRule = {
  id: 'E02',
  version: 1,
  title: {
    kk: 'Қайтыс болған бала мектеп есебінде',
    ru: 'Умерший ребёнок числится в школе',
    en: 'On a school\'s roll after death',
  },
  remedy: ENROL,
  legalBasis: 'Law on Education, 26; standard rules of admission',
  programmes: ['schools', 'registry'],
  answeredBy: 'schools',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: ofEnrolment({ died: 'd.died' }, 'join registry.civil_death d on d.subject = e.subject where e.after_death or e.until is null or e.until > d.died + interval 1 month'),
};
