import type { AuditRule } from '../audit-rule.js';
import { ofPayee, stands } from '../pieces/payments.js';
import { PAY } from '../pieces/remedies.js';

/** Months of a suspension become due when it is lifted. Of a notice that is told by its month alone the last day counts. */
const RESUMED = `(select award, effective_from, case when day(received_on) = 1 then last_day(received_on) else received_on end as resumed_on from benefits.benefit_award_event where kind = 'RESUMED' and effective_from is not null)`;

const LATE = `with late as materialized (select p.*, snapshot.day from (select award, subject, region, month, amount, programme, state, paid_on, days_after_decision from benefits.benefit_payment p
        where kind = 'REGULAR' and ${stands('p')} and (days_after_decision > 10 or state = 'DUE')) p, snapshot
      where p.paid_on > p.month + interval 1 month and p.days_after_decision > 10 or p.state = 'DUE' and p.month + interval 1 month < date_trunc('month', snapshot.day)),
    resumed as (select l.award, l.month, l.state, l.paid_on, max(r.resumed_on) as resumed_on from (select distinct award, month, state, paid_on, coalesce(paid_on, day) as by from late) l join ${RESUMED} r on r.award = l.award and r.effective_from <= l.month and date_trunc('month', r.resumed_on) <= l.by group by l.award, l.month, l.state, l.paid_on)`;

/** What a suspension held back is late by the same terms, counted from the notice that lifted it. */
export const R16b: AuditRule = {
  id: 'R16b',
  version: 2,
  title: {
    kk: 'Жәрдемақы айынан кеш төленген немесе әлі төленбеген',
    ru: 'Пособие выплачено позже своего месяца или ещё не выплачено',
    en: 'Paid after its month and not soon after the decision or a resumption, or still due after the month after it',
  },
  remedy: PAY,
  legalBasis: 'Social Code; Code on Administrative Infractions, 91, 92',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: 'p.amount', facts: { programme: 'p.programme', state: 'p.state', paid_on: 'p.paid_on', days_after_decision: 'p.days_after_decision', resumed_on: 'p.resumed_on' } },
    `(select * from (${LATE} select late.*, resumed.resumed_on from late left join resumed on resumed.award = late.award and resumed.month = late.month and resumed.state = late.state and resumed.paid_on is not distinct from late.paid_on) x
      where x.resumed_on is null or case when x.state = 'DUE' then date_trunc('month', x.resumed_on) + interval 1 month < date_trunc('month', x.day)
        else x.paid_on > x.resumed_on + interval 10 day and x.paid_on > date_trunc('month', x.resumed_on) + interval 1 month end) p`),
};
