import type { AuditRule } from '../audit-rule.js';
import { monthOf, rows } from '../pieces/rows.js';

/** By the first stage that needed the yes and had none; the cost is what was named first with these stages. */
export const X07: AuditRule = {
  id: 'X07',
  version: 2,
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
  sql: rows({ about: 'p.project', region: 'p.region', month: monthOf('p.began_on'), amount: 'p.cost', record: 'p.project', facts: { stage: 'p.stage', began_on: 'p.began_on', stages: 'p.stages' } },
    `(select project, region, arg_min(stage, step) as stage, min(occurred_on) as began_on, arg_min(cost, step) as cost, count(*) as stages from schools.school_project_stage where unexamined group by project, region) p`),
};
