import type { AuditRule } from '../audit-rule.js';
import { ofPayee, stands } from '../pieces/payments.js';
import { RECOVER } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';

/** When a grant's child was born by the register. */
const BORN = `(select c.award, max(k.born) as born from (select award, subject from benefits.benefit_award_child where programme = 'BIRTH') c join (select subject, born from registry.civil_child) k on k.subject = c.subject group by c.award)`;

/** Counted from the birth, of an adopted child too (79(3)), whatever event the award names; in the eighteenth month from the event that it names, as the register tells no day. */
const LATE = 'case when k.born is null then p.applied_late else p.received_on >= k.born + interval 19 month or p.applied_late and p.received_on >= k.born + interval 18 month end';

export const R5: AuditRule = {
  id: 'R5',
  version: 2,
  title: {
    kk: 'Бала тууына байланысты жәрдемақы екі рет төленген немесе он сегіз айдан кеш сұралған',
    ru: 'Единовременное пособие на рождение выплачено дважды или запрошено позже восемнадцати месяцев',
    en: 'Birth grant paid twice for a child, or applied for later than eighteen months after the birth',
  },
  remedy: RECOVER,
  legalBasis: 'Social Code, 73(1), 79(3)',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    ofPayee({ month: 'p.month', amount: 'p.amount', facts: { why: `'PAID_TWICE'`, payment: 'p.n' } },
      `(select p.*, row_number() over (partition by award order by month, paid_on nulls last, recorded_at, amount) as n from benefits.benefit_payment p where programme = 'BIRTH' and kind = 'REGULAR' and ${stands('p')}) p where p.n > 1`),
    ofPayee({ month: monthOf('p.decided_on'), amount: `(select sum(x.amount) from benefits.benefit_payment x where x.award = p.award and ${stands('x')})`, facts: { why: `'APPLIED_LATE'`, occurred_on: 'p.occurred_on', received_on: 'p.received_on', born: 'p.born' } },
      `(select p.award, p.subject, p.region, p.decided_on, p.occurred_on, p.received_on, k.born from benefits.benefit_award p left join ${BORN} k on k.award = p.award where p.programme = 'BIRTH' and ${LATE}) p`),
    rows({ about: 'p.subject', region: 'p.region', month: 'p.since', amount: `(select sum(x.amount) from benefits.benefit_payment x where x.award = p.award and ${stands('x')})`, record: 'p.award', facts: { why: `'TWO_AWARDS'`, first: 'p.first' } },
      `(select c.*, min(since) over (partition by subject) as first, row_number() over (partition by subject order by since, recorded_at, award) as n from benefits.benefit_award_child c where programme = 'BIRTH' and not never_due) p where p.n > 1`),
  ),
};
