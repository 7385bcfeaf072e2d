import type { AuditRule } from '../audit-rule.js';
import { ofEnrolment } from '../pieces/enrolments.js';
import { ENROL } from '../pieces/remedies.js';

/** What a school has is told of the snapshot's day alone: an enrolment that is over may have been right in its time. */
export const E04: AuditRule = {
  id: 'E04',
  version: 2,
  title: {
    kk: 'Бала мектепте жоқ ауысымға немесе оқыту тіліне қабылданған',
    ru: 'Ребёнок зачислен в смену или на язык, которых в школе нет',
    en: 'Enrolled in a shift or a language that the school does not have',
  },
  remedy: ENROL,
  legalBasis: 'Standard rules of admission',
  programmes: ['schools'],
  answeredBy: 'schools',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: ofEnrolment({ school: 'e.school', shift: 'e.shift', language: 'e.language' }, 'where e.until is null and (e.shift_missing or e.language_missing)'),
};
