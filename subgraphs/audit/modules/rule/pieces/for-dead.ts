import { rows } from './rows.js';
import { few, stands, withAmount } from './payments.js';

/** Awards that a child who is dead was ever in: few, so that of all their months the others are not looked at. */
const AWARDS = 'select distinct c.award from (select award, subject from benefits.benefit_award_child) c semi join (select subject from registry.civil_death) d on d.subject = c.subject';

/**
 * Payments of months after a child's death, of some `c` of `benefit_payment_child` and the child's death `d`: the child is in the award still,
 * or nobody who lives ever was.
 */
export const forDead = (where: string): string => rows(
  { about: 'f.subject', region: 'f.region', month: 'f.month', amount: `case when f.programme not in ('LARGE_FAM', 'SURVIVOR', 'SURVIVOR_GFSS') then f.amount end`, record: 'f.award', facts: { programme: 'f.programme', died: 'f.died', noticed_on: 'f.noticed_on' } },
  `${withAmount(`with months as materialized (select c.subject, c.region, c.month, c.award, c.programme, c.member, c.state from (select subject, region, month, award, programme, member, state from benefits.benefit_payment_child) c
        semi join ${few(AWARDS)} a on a.award = c.award),
      dead as materialized (select distinct c.subject, c.region, c.month, c.award, c.programme, c.member, d.died, d.noticed_on from months c
        join registry.civil_death d on d.subject = c.subject and c.month > d.died where ${stands('c')} and (${where})),
      alive as (select distinct o.award, o.month from months o semi join dead on dead.award = o.award and dead.month = o.month
        left join registry.civil_death x on x.subject = o.subject and x.died < o.month where x.subject is null)
      select dead.subject, dead.region, dead.month, dead.award, dead.programme, dead.died, dead.noticed_on from dead left join alive on alive.award = dead.award and alive.month = dead.month
      where dead.member or alive.award is null`)} f`,
);
