import type { AuditRule } from '../audit-rule.js';
import { ofPayee, PLACEMENT_MONEY, stands } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';

export const R8: AuditRule = {
  id: 'R8',
  version: 1,
  title: {
    kk: 'Мемлекеттік жәрдемақы коэффициент пен айдың көрсеткішіне сай емес мөлшерде төленген',
    ru: 'Государственное пособие выплачено не в размере «коэффициент × показатель месяца»',
    en: 'State benefit of another amount than coefficient × index of the month',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 80(2), 82, 90–95, 177, 184, 236; laws on the republican budget',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: 'abs(p.gross - p.by_rates)', facts: { programme: 'p.programme', tier: 'p.tier', gross: 'p.gross', by_rates: 'p.by_rates' } },
    `benefits.benefit_payment p where p.gross <> p.by_rates and p.programme not in ${PLACEMENT_MONEY} and ${stands('p')}`),
};
