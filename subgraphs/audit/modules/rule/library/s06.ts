import type { AuditRule } from '../audit-rule.js';
import { TAKE_BACK } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';
import { listMonth } from '../pieces/savings.js';

const CORRECTED = '(c.taken_back > 0 and c.accrued + c.yield - c.taken_back in (0, c.published + c.yield_due))';

/** A correction that made sum and yield together what they should be, or took them back, leaves nothing wrong. A yield is due to whoever was on the list or got one. */
export const S06: AuditRule = {
  id: 'S06',
  version: 1,
  title: {
    kk: 'Сома немесе табыс жарияланғаннан өзгеше есептелген',
    ru: 'Сумма или доход начислены не по опубликованному',
    en: 'A sum or a yield other than published',
  },
  remedy: TAKE_BACK,
  legalBasis: 'Government decree 16 of 18 January 2024; National Bank, published sums',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'c.subject', region: 'c.region', month: listMonth('c.reporting_year'), amount: 'abs(c.accrued - c.published)', record: 'c.holding', facts: { kind: `'ACCRUAL'`, accrued: 'c.accrued', published: 'c.published' } },
      `savings.savings_claim_year c where c.accrued > 0 and c.accrued <> c.published and not ${CORRECTED}`),
    rows({ about: 'c.subject', region: 'c.region', month: listMonth('c.reporting_year'), amount: 'abs(c.yield - c.yield_due)', record: 'c.holding', facts: { kind: `'YIELD'`, yield: 'c.yield', yield_due: 'c.yield_due' } },
      `savings.savings_claim_year c left join savings.savings_year y on y.subject = c.subject and y.reporting_year = c.reporting_year and y.due where c.yield <> c.yield_due and (c.yield > 0 or y.subject is not null) and not ${CORRECTED}`),
  ),
};
