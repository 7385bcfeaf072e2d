import type { AuditRule } from '../audit-rule.js';
import { ofPayee } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';

/** Arrears, and what was kept back, are part of it. Only months of which something is not plain are added up: one payment that is what is due needs no sum. Months that are on record as overpaid are known, and come back by that. */
export const R16c: AuditRule = {
  id: 'R16c',
  version: 2,
  title: {
    kk: 'Ай үшін тағайындалған сома толық төленбеген',
    ru: 'За месяц выплачено не столько, сколько назначено',
    en: 'A month paid with more or less than its award says',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code; Code on Administrative Infractions, 91, 92',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: 'abs(p.due - p.paid)', facts: { programme: 'p.programme', due: 'p.due', paid: 'p.paid' } },
    `(select p.award, p.month, p.programme, any_value(p.subject order by p.subject) as subject, any_value(p.region order by p.region) as region, max(p.due) as due, coalesce(sum(p.amount + p.recovered) filter (where p.state <> 'RETURNED'), 0) as paid
      from benefits.benefit_payment p join (select distinct award, month from benefits.benefit_payment where state <> 'CANCELLED' and (kind <> 'REGULAR' or state = 'RETURNED' or due is null or amount + recovered <> due)) x
        on x.award = p.award and x.month = p.month where p.state <> 'CANCELLED' group by p.award, p.month, p.programme) p where p.paid <> p.due
        and not exists (select 1 from (select award, first_month, last_month from benefits.benefit_overpayment) o where o.award = p.award and p.month between o.first_month and o.last_month)`),
};
