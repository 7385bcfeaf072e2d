import type { AuditRule } from '../audit-rule.js';
import { ofPayee } from '../pieces/payments.js';
import { PAY } from '../pieces/remedies.js';

/** Since when what is paid is kept month by month. */
const FIRST_MONTH = '2025-07-01';
const FIRST_NUMBER = 2025 * 12 + 7;

/** A month as a number. */
const number = (month: string): string => `(year(${month}) * 12 + month(${month}))`;

/** One bit for a month: ten years and a half fit, and what is beyond fails. */
const bit = (month: string): string => `(1::uhugeint << cast(${month} - ${FIRST_NUMBER} as uhugeint))`;

/** Months and their bits: to look one up for each payment takes a third of the time that shifting does. */
const BITS = `select make_date(cast((${FIRST_NUMBER} - 1 + n) // 12 as int), cast((${FIRST_NUMBER} - 1 + n) % 12 + 1 as int), 1) as month, 1::uhugeint << cast(n as uhugeint) as bit from range(127) r(n)`;

/** Whether a month has an amount on its first day: months of a suspension that is not made good have none. Where one amount begins in the month that another ended in, it followed. */
const AMOUNT = '(select award, valid_from, valid_to from benefits.benefit_award_amount)';
const DUE = `(exists (select 1 from ${AMOUNT} x where x.award = p.award and x.valid_from < p.month and (x.valid_to is null or x.valid_to > p.month))
      or exists (select 1 from ${AMOUNT} x where x.award = p.award and x.valid_to = p.month) and exists (select 1 from ${AMOUNT} y where y.award = p.award and y.valid_from = p.month))`;

/** Which months an award was paid for is one number, and which it had to be paid for is one: only where they differ are months looked at. */
export const R16d: AuditRule = {
  id: 'R16d',
  version: 3,
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
    `(select * from (with bits as materialized (${BITS}), award as (select a.award, a.subject, a.region, a.programme, a.since, greatest(${FIRST_NUMBER}, ${number('greatest(a.since, a.decided_on)')} + 1) as first,
          least(${number('d.day')}, ${number(`coalesce(least(a.until, a.suspended_from), date '9999-01-01')`)}) as ends
        from (select award, subject, region, programme, since, decided_on, until, suspended_from from benefits.benefit_award where programme not in ('BIRTH', 'MATERNITY', 'ADOPTION_ONCE')) a, (select day from snapshot) d),
      span as (select *, ${bit('ends')} - ${bit('first')} as due from award where first < ends),
      paid as (select p.award, bit_or(bits.bit) as paid from (select award, month from benefits.benefit_payment where kind = 'REGULAR' and state <> 'CANCELLED' and month >= date '${FIRST_MONTH}') p join bits on bits.month = p.month group by p.award),
      short as (select s.*, s.due & ~coalesce(paid.paid, 0::uhugeint) as missing from span s left join paid on paid.award = s.award where s.due & ~coalesce(paid.paid, 0::uhugeint) <> 0)
      select award, subject, region, programme, since, make_date(cast((n - 1) // 12 as int), cast((n - 1) % 12 + 1 as int), 1) as month
        from (select *, unnest(range(first, ends)) as n from short) where missing & ${bit('n')} <> 0) p where ${DUE}) p`),
};
