import type { AuditRule } from '../audit-rule.js';
import { monthOf, rows } from '../pieces/rows.js';

/** Of a ward who is dead, and on the books still, nobody can report: F12. */
export const F08: AuditRule = {
  id: 'F08',
  version: 1,
  title: {
    kk: 'Баланы күту туралы есеп кеш келген немесе келмеген',
    ru: 'Отчёт поступил поздно или не поступил',
    en: 'A report of whoever cares for the child late or missing',
  },
  remedy: {
    kk: 'Есепті талап ету, баланы және отбасын тексеру',
    ru: 'Истребовать отчёт, проверить ребёнка и семью',
    en: 'Ask for the report, and look after child and family',
  },
  legalBasis: 'Code on Marriage and Family, 126(5), 132-3(3), 132-8(5), 135(1)',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'r.subject', region: 'r.region', month: monthOf('r.due_on'), record: 'r.placement', facts: { form: 'r.form', due_on: 'r.due_on', received_on: 'r.received_on', days_late: 'r.days_late' } }, 'foster_families.care_report r anti join (select placement from foster_families.care_placement where after_death) l on l.placement = r.placement where r.lasts and r.days_late > 0'),
};
