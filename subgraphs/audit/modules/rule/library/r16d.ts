import type { AuditRule } from '../audit-rule.js';
import { ofPayee } from '../pieces/payments.js';
import { PAY } from '../pieces/remedies.js';
import { monthOf, nextMonth } from '../pieces/rows.js';

/** Since when what is paid is kept month by month. */
const FIRST_MONTH = '2025-07-01';

/** Months are counted first: only an award with fewer payments than months is looked at month by month. */
export const R16d: AuditRule = {
  id: 'R16d',
  version: 1,
  title: {
    kk: 'Қолданыстағы тағайындаудың айы төленбеген',
    ru: 'Месяц действующего назначения не выплачен',
    en: 'A month of an award in force that was not paid',
  },
  remedy: PAY,
  legalBasis: 'Social Code; Code on Administrative Infractions, 91, 92',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', facts: { programme: 'p.programme', since: 'p.since' } },
    `(with span as materialized (select * from (
        select a.award, a.subject, a.region, a.programme, a.since, greatest(date '${FIRST_MONTH}', ${nextMonth(monthOf('greatest(a.since, a.decided_on)'))}) as first,
          cast(least(${monthOf('snapshot.day')}, coalesce(a.until, date '9999-01-01'), coalesce(a.suspended_from, date '9999-01-01')) - interval 1 month as date) as last
        from (select award, subject, region, programme, since, decided_on, until, suspended_from from benefits.benefit_award) a, snapshot where a.programme not in ('BIRTH', 'MATERNITY', 'ADOPTION_ONCE')) s where first <= last),
      paid as (select p.award, count(*) as months from (select award, month from benefits.benefit_payment where kind = 'REGULAR' and state <> 'CANCELLED') p join span s on s.award = p.award and p.month between s.first and s.last group by p.award),
      short as (select s.award, s.subject, s.region, s.programme, s.since, cast(unnest(generate_series(s.first, s.last, interval 1 month)) as date) as month
        from span s left join paid on paid.award = s.award where coalesce(paid.months, 0) < datediff('month', s.first, s.last) + 1)
      select short.* from short anti join (select award, month, state from benefits.benefit_payment where kind = 'REGULAR') x on x.award = short.award and x.month = short.month and x.state <> 'CANCELLED') p`),
};
