import type { AuditRule } from '../audit-rule.js';
import { ofPayee, stands } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';

/** An adopter of a newborn has leave until the 56th day of the child's life, so any number up to that. */
export const R10: AuditRule = {
  id: 'R10',
  version: 1,
  title: {
    kk: 'Жүктілік пен босануға төлем заңда жоқ демалыс күндеріне немесе он екі айдан кеш берілген',
    ru: 'Выплата по беременности и родам за число дней, которого нет в законе, или запрошена позже двенадцати месяцев',
    en: 'Maternity payment for days of leave that the law does not know, or applied for later than twelve months',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 77, 78; Labour Code, 99',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.since', amount: `(select sum(x.amount) from benefits.benefit_payment x where x.award = p.award and ${stands('x')})`, facts: { leave_days: 'p.leave_days', applied_late: 'p.applied_late' } },
    `benefits.benefit_award p left join (select distinct parent from registry.civil_parentage where basis = 'ADOPTION') adopter on adopter.parent = p.subject
      where p.programme = 'MATERNITY' and (p.applied_late or p.leave_days not in (126, 140, 170, 184, 56, 70, 79, 93) and not (p.leave_days between 1 and 56 and adopter.parent is not null))`),
};
