import type { AuditRule } from '../audit-rule.js';
import { ofPayee, stands } from '../pieces/payments.js';
import { PAY } from '../pieces/remedies.js';

export const R16b: AuditRule = {
  id: 'R16b',
  version: 1,
  title: {
    kk: 'Жәрдемақы айынан кеш төленген немесе әлі төленбеген',
    ru: 'Пособие выплачено позже своего месяца или ещё не выплачено',
    en: 'Paid after its month and not soon after the decision, or still due after the month after it',
  },
  remedy: PAY,
  legalBasis: 'Social Code; Code on Administrative Infractions, 91, 92',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: 'p.amount', facts: { programme: 'p.programme', state: 'p.state', paid_on: 'p.paid_on', days_after_decision: 'p.days_after_decision' } },
    `(select p.* from (select award, subject, region, month, amount, programme, state, paid_on, days_after_decision from benefits.benefit_payment p
        where kind = 'REGULAR' and ${stands('p')} and (days_after_decision > 10 or state = 'DUE')) p, snapshot
      where p.paid_on > p.month + interval 1 month and p.days_after_decision > 10 or p.state = 'DUE' and p.month + interval 1 month < date_trunc('month', snapshot.day)) p`),
};
