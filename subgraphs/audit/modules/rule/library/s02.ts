import type { AuditRule } from '../audit-rule.js';
import { few } from '../pieces/payments.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { allOf, monthOf, rows } from '../pieces/rows.js';
import { listMonth } from '../pieces/savings.js';

export const S02: AuditRule = {
  id: 'S02',
  version: 1,
  title: {
    kk: 'Бір балада екі ашық талап бар немесе бір жыл екі рет есептелген',
    ru: 'У ребёнка два открытых требования, или год начислен дважды',
    en: 'Two open claims of one child, or a year credited twice to one',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'c.subject', region: 'min(c.region)', month: monthOf('max(c.opened_on)'), amount: 'sum(c.balance) - max(c.balance)', facts: { why: `'TWO_CLAIMS'`, claims: 'count(*)' } }, 'savings.savings_claim c where c.closed_on is null group by c.subject having count(*) > 1'),
    rows({ about: 't.subject', region: 'min(t.region)', month: listMonth('t.reporting_year'), amount: 'sum(t.amount - t.taken_back) - max(t.amount - t.taken_back)', record: 't.to_holding', facts: { why: `'CREDITED_TWICE'`, transfers: 'count(*)' } },
      `savings.savings_transfer t join ${few('select subject, reporting_year from savings.savings_year where transfers > 1')} y on y.subject = t.subject and y.reporting_year = t.reporting_year
      where t.kind = 'ACCRUAL' and t.taken_back < t.amount group by t.subject, t.reporting_year, t.to_holding having count(*) > 1`),
  ),
};
