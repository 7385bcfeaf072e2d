import type { AuditRule } from '../audit-rule.js';
import { few, ofPayee } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';

/** By which day it was known; of what is told by its month alone the last of it. */
const knownBy = (day: string): string => `case when day(${day}) = 1 then last_day(${day}) else ${day} end`;

/** One-off payments are paid when they are decided: R5 finds their second ones. */
const PAID = `select award, subject, region, month, programme, paid_on, amount, case when after_end then 'AFTER_END' when while_suspended then 'WHILE_SUSPENDED' else 'WITHOUT_AMOUNT' end as why from benefits.benefit_payment
      where state = 'PAID' and programme not in ('BIRTH', 'MATERNITY', 'ADOPTION_ONCE') and (after_end or while_suspended or gross is null and kind = 'REGULAR')`;

/** What nobody knew when it was paid is no breach, whatever is to come back of it: an end, a suspension or another amount that the programme learnt of later. */
const LEARNT = `select p.award, p.month, p.paid_on from paid p join (select award, end_received_on from benefits.benefit_award where end_received_on is not null) a on a.award = p.award and p.paid_on <= ${knownBy('a.end_received_on')} where p.why = 'AFTER_END'
      union select p.award, p.month, p.paid_on from paid p join (select award, received_on, least(effective_from, no_right_from) as first from benefits.benefit_award_event where kind not in ('ASSIGNED', 'RESUMED', 'CONTINUES')) e
        on e.award = p.award and e.first <= p.month and p.paid_on <= ${knownBy('e.received_on')}`;

/** Months that are on record as overpaid are known, and come back by that. */
export const R17: AuditRule = {
  id: 'R17',
  version: 1,
  title: {
    kk: 'Тағайындау аяқталғаннан кейін, тоқтатыла тұрған кезде немесе айға сома белгіленбей төленген',
    ru: 'Выплачено после окончания назначения, во время приостановления или без назначенной на месяц суммы',
    en: 'Paid after an award\'s end, while it was suspended, or without an amount for the month',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 83, 86, 92, 95, 129, 179, 185, 189, 238, 241',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: 'p.amount', facts: { programme: 'p.programme', why: 'p.why' } },
    `(with paid as materialized (select * from ${few(PAID)}), learnt as materialized (select distinct * from (${LEARNT}))
      select p.award, p.subject, p.region, p.month, p.programme, min(p.why) as why, sum(p.amount) as amount from paid p left join learnt l on l.award = p.award and l.month = p.month and l.paid_on = p.paid_on where l.award is null
        and not exists (select 1 from (select award, first_month, last_month from benefits.benefit_overpayment) o where o.award = p.award and p.month between o.first_month and o.last_month)
      group by p.award, p.subject, p.region, p.month, p.programme) p`),
};
