import type { AuditRule } from '../audit-rule.js';
import { monthOf, rows } from '../pieces/rows.js';

export const X07: AuditRule = {
  id: 'X07',
  version: 1,
  title: {
    kk: 'Құрылыс мемлекеттік сараптаманың оң қорытындысынсыз басталған',
    ru: 'Строительство начато без положительного заключения экспертизы',
    en: 'Tendered or built before the State expertise had said yes',
  },
  remedy: {
    kk: 'Жұмысты тоқтата тұру, қорытынды алу',
    ru: 'Приостановить работы и получить заключение',
    en: 'Halt the work, and get the conclusion',
  },
  legalBasis: 'Law on Architectural Activity, 64-3, 64-4',
  programmes: ['schools'],
  answeredBy: 'schools',
  severity: 'BREACH',
  about: 'PROJECT',
  sql: rows({ about: 'p.project', region: 'p.region', month: monthOf('p.stage_on'), amount: 'p.cost', record: 'p.project', facts: { stage: 'p.stage', expertise: 'p.expertise', contractor: 'p.contractor' } }, 'schools.school_project p where p.unexamined'),
};
