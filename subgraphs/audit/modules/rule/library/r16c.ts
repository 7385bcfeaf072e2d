import type { AuditRule } from '../audit-rule.js';
import { few, ofPayee } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';

/** Whether an award, or a child's time in one, touches the month of some `p`. */
const IN_MONTH = (of: string): string => `${of}.since <= p.month and (${of}.until is null or ${of}.until >= p.month)`;

const FOUND = `select p.award, p.month, p.programme, p.component, any_value(p.subject order by p.subject) as subject, any_value(p.region order by p.region) as region, max(p.due) as due, coalesce(sum(p.amount + p.recovered) filter (where p.state <> 'RETURNED'), 0) as paid
      from benefits.benefit_payment p join (select distinct award, month from benefits.benefit_payment where state <> 'CANCELLED' and (kind <> 'REGULAR' or state = 'RETURNED' or due is null or amount + recovered <> due)) x
        on x.award = p.award and x.month = p.month where p.state <> 'CANCELLED' group by p.award, p.month, p.programme, p.component having paid <> max(p.due)`;

/** Other awards for the same right in that month: of a child's keep, in whichever form, and of a carer's pay, for whichever child. */
const SAME_RIGHT = `select p.award, p.month, o.award as other from found p join child c on c.award = p.award and ${IN_MONTH('c')} join child o on o.subject = c.subject and o.award <> c.award and ${IN_MONTH('o')} where p.component = 'CHILD_MONEY'
      union select p.award, p.month, o.award from found p join (select award, subject, programme, since, until from benefits.benefit_award where component = 'CARER_PAY') o
        on o.subject = p.subject and o.programme = p.programme and o.award <> p.award and ${IN_MONTH('o')} where p.component = 'CARER_PAY'`;

/** Arrears, and what was kept back, are part of it. Only months of which something is not plain are added up: one payment that is what is due needs no sum. Months that are on record as overpaid are known, and come back by that. Where a child went from one carer to another, what both had for the month is what the one or the other award says. */
export const R16c: AuditRule = {
  id: 'R16c',
  version: 3,
  title: {
    kk: 'Ай үшін тағайындалғаннан артық немесе кем сома төленген',
    ru: 'За месяц выплачено не столько, сколько назначено',
    en: 'A month paid with more or less than its award says',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code; Code on Administrative Infractions, 91, 92',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: 'abs(p.due - p.paid)', facts: { programme: 'p.programme', due: 'p.due', paid: 'p.paid' } },
    `(with found as materialized (select * from ${few(FOUND)}),
        child as materialized (select award, subject, since, until from benefits.benefit_award_child where component = 'CHILD_MONEY'),
        shared as (select s.award, s.month, sum(q.paid) as paid, list(q.due) as due from (${SAME_RIGHT}) s
          join (select award, month, sum(amount + recovered) as paid, max(due) as due from benefits.benefit_payment where state not in ('RETURNED', 'CANCELLED') and component in ('CHILD_MONEY', 'CARER_PAY') group by award, month) q
            on q.award = s.other and q.month = s.month group by s.award, s.month)
      select p.* from found p left join shared s on s.award = p.award and s.month = p.month where (s.award is null or not list_contains(list_append(s.due, p.due), p.paid + s.paid))
        and not exists (select 1 from (select award, first_month, last_month from benefits.benefit_overpayment) o where o.award = p.award and p.month between o.first_month and o.last_month)) p`),
};
