import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

export const S07: AuditRule = {
  id: 'S07',
  version: 1,
  title: {
    kk: 'Шотта барынан артық төленген',
    ru: 'Выплачено больше, чем было на счёте',
    en: 'More paid out than there was',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 't.subject', region: 't.region', month: monthOf('t.occurred_on'), amount: 't.amount', record: 't.transfer', facts: { kind: 't.kind', occurred_on: 't.occurred_on' } }, 'savings.savings_transfer t where t.overdrawn and t.subject is not null'),
};
