import type { AuditRule } from '../audit-rule.js';
import { CORRECT_RECORDS } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';
import { listMonth } from '../pieces/savings.js';

/** What was credited for a year on the day of its own run: that is what was published; who was missed then is credited by a later run. */
const OWN = `left join (select a.reporting_year, count(*) as children, sum(a.amount) as accrued from savings.savings_transfer a
      join (select reporting_year, coalesce(min(occurred_on) filter (by_run), min(occurred_on)) as day from savings.savings_transfer where kind = 'ACCRUAL' group by reporting_year) f on f.reporting_year = a.reporting_year and f.day = a.occurred_on
      where a.kind = 'ACCRUAL' group by a.reporting_year) o on o.reporting_year = t.reporting_year`;

const ofTotal = (why: string, where: string, amount: string, joined = ''): string =>
  rows({ about: 't.reporting_year', month: listMonth('t.reporting_year'), amount, facts: { why: `'${why}'`, per_child: 't.per_child', children: 't.children', transfers: 't.transfers', accrued: 't.accrued', published_total: 't.published_total' } }, `savings.savings_total t ${joined} where ${where}`);

export const S13: AuditRule = {
  id: 'S13',
  version: 2,
  title: {
    kk: 'Жыл қорытындысы жарияланғанмен немесе берілген активтермен сәйкес емес',
    ru: 'Итоги года не сходятся с опубликованными или с переданными активами',
    en: 'Totals of a year other than published, or than the assets that were sent',
  },
  remedy: CORRECT_RECORDS,
  legalBasis: 'Government decree 16 of 18 January 2024; National Bank and ЕНПФ, published totals',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'RECORDS',
  about: 'REPORTING_YEAR',
  sql: allOf(
    ofTotal('NOT_ONE_SUM', '(t.lowest <> t.per_child or t.highest <> t.per_child or t.transfers <> t.children or t.accrued <> t.children * t.per_child)', 'abs(t.accrued - t.children * t.per_child)'),
    ofTotal('NOT_AS_PUBLISHED', '(coalesce(o.children, 0) <> t.published_participants or abs(coalesce(o.accrued, 0) + t.rounding - t.published_total) >= t.total_precision)', 'abs(coalesce(o.accrued, 0) + t.rounding - t.published_total)', OWN),
    rows({ about: 'b.reporting_year', month: listMonth('b.reporting_year'), amount: 'abs(b.opened - b.amount)', record: 'b.batch', facts: { why: `'OPENINGS'`, persons: 'b.persons', openings: 'b.openings', amount: 'b.amount', opened: 'b.opened' } },
      'savings.savings_batch b where b.openings <> b.persons or b.opened <> b.amount'),
  ),
};
