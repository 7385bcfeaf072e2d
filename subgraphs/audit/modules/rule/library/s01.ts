import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';
import { ofYear } from '../pieces/savings.js';

/** What lapsed with its claim is the Fund's again, and nothing is left to be taken back. */
const NOT_LAPSED = `not exists (select 1 from savings.savings_claim v where v.subject = y.subject and v.closing_reason = 'VOID' and v.closed_on >= y.credited_on)`;

export const S01: AuditRule = {
  id: 'S01',
  version: 2,
  title: {
    kk: 'Қазақстан азаматы емес балаға есептелген немесе талабы жойылмаған',
    ru: 'Начислено негражданину, либо требования после утраты гражданства не погашены',
    en: 'Credited, or still on the books, without citizenship',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    ofYear(`not y.citizen and y.alive and y.born_by_list and ${NOT_LAPSED}`),
    rows({ about: 'c.subject', region: 'c.region', month: monthOf('c.opened_on'), amount: 'c.balance', record: 'c.holding', facts: { why: `'NOT_VOIDED'`, opened_on: 'c.opened_on' } }, 'savings.savings_claim c where c.not_voided'),
    rows({ about: 'a.subject', region: 'a.region', month: monthOf('a.opened_on'), amount: 'a.balance', record: 'a.holding', facts: { why: `'LAPSED'`, opened_on: 'a.opened_on' } }, 'savings.savings_account a where a.lapsed and a.balance > 0'),
  ),
};
