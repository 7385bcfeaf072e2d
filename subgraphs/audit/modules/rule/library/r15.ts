import type { AuditRule } from '../audit-rule.js';
import { ofPayee, stands } from '../pieces/payments.js';
import { RECOVER } from '../pieces/remedies.js';
import { allOf } from '../pieces/rows.js';

export const R15: AuditRule = {
  id: 'R15',
  version: 1,
  title: {
    kk: 'Бала асырап алудың күші жойылғаннан кейін біржолғы төлем қайтарылмаған немесе қайтару кестесі бұзылған',
    ru: 'Единовременная выплата при отменённом усыновлении не возвращена, или нарушен график возврата',
    en: 'Payment for an adoption that was cancelled not returned, or an instalment that did not come',
  },
  remedy: RECOVER,
  legalBasis: 'Code on Marriage and Family, 86(2), 107(3); Social Code, 74(2)3, 126(4), 232(2)3, 233',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'OVERPAYMENT',
  about: 'PERSON',
  sql: allOf(
    ofPayee({ month: 'p.month', amount: 'p.amount', facts: { why: `'ADOPTION_CANCELLED'`, owed: 'o.owed', recovered: 'o.recovered' } },
      `benefits.benefit_payment p left join (select award, sum(amount) as owed, sum(recovered) as recovered from benefits.benefit_overpayment where cause = 'ADOPTION_CANCELLED' group by award) o on o.award = p.award
      where p.programme = 'ADOPTION_ONCE' and ${stands('p')} and (o.recovered < o.owed or o.award is null and p.award in
        (select c.award from benefits.benefit_award_child c join benefits.benefit_award_event e on e.child = c.subject and e.circumstance = 'ADOPTION_CANCELLED'))`),
    ofPayee({ month: 'p.first_month', amount: 'p.planned_by_now - p.recovered', facts: { why: `'INSTALMENT_MISSED'`, planned_by_now: 'p.planned_by_now', recovered: 'p.recovered', plan: 'p.plan' } },
      `benefits.benefit_overpayment p where p.planned_by_now > p.recovered`),
  ),
};
