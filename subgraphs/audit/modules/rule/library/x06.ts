import type { AuditRule } from '../audit-rule.js';
import { monthOf, rows } from '../pieces/rows.js';

export const X06: AuditRule = {
  id: 'X06',
  version: 1,
  title: {
    kk: 'Орындар пайдалануға берілместен тапсырылды деп есептелген',
    ru: 'Места считаются введёнными без акта приёмки',
    en: 'Places delivered by a programme without a commissioning',
  },
  remedy: {
    kk: 'Қабылдау актісін ұсыну немесе орындарды есептен шығару',
    ru: 'Представить акт приёмки или снять места с учёта',
    en: 'Show the act of commissioning, or take the places off the count',
  },
  legalBasis: 'Law on Architectural Activity, 73–75; national projects of schools',
  programmes: ['schools'],
  answeredBy: 'schools',
  severity: 'RECORDS',
  about: 'SCHOOL',
  sql: rows({ about: 's.school', region: 's.region', month: monthOf('s.opened_on'), record: 's.school', facts: { programme: 's.programme', opened_on: 's.opened_on', design_capacity: 's.design_capacity' } },
    `schools.school s anti join schools.school_project p on p.school = s.school and p.commissioned_on <= s.opened_on where s.programme is not null`),
};
