import { rows } from './rows.js';
import { few, stands, withAmount } from './payments.js';

/**
 * Payments of months after a child's death, of some `c` of `benefit_payment_child` and the child's death `d`: the child is in the award still,
 * or nobody who lives ever was.
 */
export const forDead = (where: string): string => rows(
  { about: 'f.subject', region: 'f.region', month: 'f.month', amount: `case when f.programme not in ('LARGE_FAM', 'SURVIVOR') then f.amount end`, record: 'f.award', facts: { programme: 'f.programme', died: 'f.died', noticed_on: 'f.noticed_on' } },
  `${withAmount(`with dead as materialized (select * from ${few(`select distinct c.subject, c.region, c.month, c.award, c.programme, c.member, d.died, d.noticed_on from (select subject, region, month, award, programme, member, state from benefits.benefit_payment_child) c
        join registry.civil_death d on d.subject = c.subject and c.month > d.died where ${stands('c')} and (${where})`)}),
      alive as (select distinct o.award, o.month from (select subject, award, month from benefits.benefit_payment_child) o semi join dead on dead.award = o.award and dead.month = o.month
        left join registry.civil_death x on x.subject = o.subject and x.died < o.month where x.subject is null)
      select dead.subject, dead.region, dead.month, dead.award, dead.programme, dead.died, dead.noticed_on from dead left join alive on alive.award = dead.award and alive.month = dead.month
      where dead.member or alive.award is null`)} f`,
);
