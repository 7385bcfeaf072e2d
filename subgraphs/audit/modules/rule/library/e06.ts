import type { AuditRule } from '../audit-rule.js';
import { ofEnrolment } from '../pieces/enrolments.js';
import { ENROL } from '../pieces/remedies.js';

/** The month of the departure is all that is told of it. */
export const E06: AuditRule = {
  id: 'E06',
  version: 2,
  title: {
    kk: 'Елден біржола кеткен бала мектеп есебінде',
    ru: 'Ребёнок, выехавший навсегда, числится в школе',
    en: 'On a school\'s roll after leaving the country for good',
  },
  remedy: ENROL,
  legalBasis: 'Standard rules of admission',
  programmes: ['schools', 'registry'],
  answeredBy: 'schools',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: ofEnrolment({ departed: 'd.departed' }, 'join registry.civil_departure d on d.subject = e.subject where e.until is null or e.until > d.departed + interval 1 month'),
};
