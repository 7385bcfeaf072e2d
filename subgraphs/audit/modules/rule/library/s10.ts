import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';
import { ofPayout } from '../pieces/savings.js';

/** By the programme's own list, and not what was refused; where the civil registry says otherwise: X03. */
export const S10: AuditRule = {
  id: 'S10',
  version: 2,
  title: {
    kk: '18 жасқа толғанға дейін сұралған немесе төленген',
    ru: 'Запрошено или выплачено до 18 лет',
    en: 'Asked for or paid out before 18',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(ofPayout(`p.before_18 and p.state <> 'REFUSED'`, 'BEFORE_18'),
    rows({ about: 't.subject', region: 't.region', month: monthOf('t.occurred_on'), amount: 't.amount', record: 't.transfer', facts: { why: `'BEFORE_18'`, kind: 't.kind' } },
      `savings.savings_transfer t where t.kind in ('PAYOUT', 'PENSION') and t.before_18 and t.subject is not null and not exists (select 1 from savings.savings_payout p where p.subject = t.subject and p.before_18 and p.state <> 'REFUSED')`)),
};
