import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

export const S12: AuditRule = {
  id: 'S12',
  version: 1,
  title: {
    kk: 'Мұрагерлерге мерзімінен бұрын немесе қайтыс болу туралы жазбасыз төленген',
    ru: 'Наследникам выплачено раньше срока или без записи о смерти',
    en: 'Heirs paid before the child would have turned 18, or without a death',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 't.subject', region: 't.region', month: monthOf('t.occurred_on'), amount: 't.amount', record: 't.transfer', facts: { occurred_on: 't.occurred_on' } }, 'savings.savings_transfer t where t.heirs_early and t.subject is not null'),
};
