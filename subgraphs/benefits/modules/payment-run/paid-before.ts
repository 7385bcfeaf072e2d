import { textArray } from '../../../shared/database/text-array.js';
import { dueIn, MONTH_END } from '../payment/month-due.js';
import { KEEP_PROGRAMMES } from '../programme/programme-code.type.js';

/** SQL that is true where a child's time in an award is one of its keep in a family, whichever form it is. */
const isKeep = (of: string): string => `${of}.programme = any ('${textArray(KEEP_PROGRAMMES)}')`;

/** SQL that is true where a child's time `c` in an award is not over before the month of `d`, nor its time `o` in another one `oa` that goes on without it. */
const IN_MONTH = '(c.until is null or c.until >= d.month) and (o.until is null or o.until >= d.month or o.until >= oa.until)';

/** SQL: what of the month of an award is on record as overpaid. */
const overpaid = (award: string): string => `coalesce((select sum(m.amount) from overpayment v join overpayment_month m on m.overpayment_id = v.id where v.award_id = ${award}.id and m.month = d.month), 0)`;

/**
 * SQL that is true where the month that is due on an award `d` was paid, or is being paid, on another one for the same right of a child, here or where
 * that was taken over from: to whoever received it before, when somebody else receives it from a day within a month, or from one in the past. Not where all
 * of it is on record as overpaid, and not for a child that had left the other award before.
 *
 * Scalars and no `exists`, which the planner would join with all payments of the register: this is looked up by the child.
 */
export const PAID_BEFORE = `case when d.component <> 'BENEFIT' then false else coalesce((select true
     from benefit_award_child c
     join benefit_award_child o on o.iin = c.iin and o.child_right = c.child_right and o.award_id <> c.award_id
     join benefit_award oa on oa.id = o.award_id
    where c.award_id = d.award_id and ${IN_MONTH} and ((oa.paid_through >= d.month and (oa.until is null or oa.until >= d.month)) or (
      select p.amount from benefit_payment p where p.award_id = oa.id and p.month + 0 = d.month and p.state in ('DUE', 'PAID') and p.index_change_id is null and p.recalculation is null
       limit 1) > ${overpaid('oa')})
    limit 1), false) end`;

/** SQL: the keys of other awards for the same right as one of care, `d`: a carer's pay, for whichever child, or a child's keep, in whichever form. */
const SAME_RIGHT = `
  select s.id from benefit_award s where d.component = 'CARER_PAY' and s.recipient_iin = d.recipient_iin and s.programme = d.programme and s.component = 'CARER_PAY' and s.id <> d.award_id
  union
  select oa.id from benefit_award_child c
    join benefit_award_child o on o.iin = c.iin and o.award_id <> c.award_id and o.component = c.component and (o.programme = c.programme or (${isKeep('o')} and ${isKeep('c')}))
    join benefit_award oa on oa.id = o.award_id
   where d.component = 'CHILD_MONEY' and c.award_id = d.award_id and ${IN_MONTH}`;

/** SQL: what was made for the month of `d` on an award `a`, but for what is on record as overpaid; null where nothing was. */
const made = (which: string): string => `
  (select greatest(sum(q.amount + q.recovered) - ${overpaid('a')}, 0) from benefit_payment q where q.award_id = a.id and q.month + 0 = d.month and q.state in ('DUE', 'PAID')${which} having count(*) > 0)`;

/** SQL: what was made for the month of a payment `p` of an award `d` on others for the same right, before it was. */
export const MADE_ELSEWHERE = `
  case when d.component = 'BENEFIT' then 0 else coalesce((select sum(${made(' and q.id < p.id')}) from (${SAME_RIGHT}) as same join benefit_award a on a.id = same.id), 0) end`;

/**
 * SQL: what the month of an award `d` comes to on others for the same right, whose recipients share it: the rest alone is due. That is what was made
 * for it there, or paid where it was taken over from; and where two are due at once, in one batch or in two, here or in another region, what the
 * one that is on record longer comes to. So a run makes what a dry run counts.
 */
export const ELSEWHERE = `
  case when d.component = 'BENEFIT' then 0 else coalesce((
    select sum(coalesce(${made('')}, case
        when a.paid_through >= d.month then case when a.since <= ${MONTH_END('d.month')} and (a.until is null or a.until >= d.month) then coalesce(x.gross - x.withheld, 'infinity') end
        when a.id < d.award_id and (a.suspended_from is null or a.suspended_from > d.month) and ${dueIn('d.month', MONTH_END('d.month'))}
          and (select r.id from benefit_payment r where r.award_id = a.id and r.month + 0 = d.month and r.state = 'RETURNED' limit 1) is null then x.gross - x.withheld end))
      from (${SAME_RIGHT}) as same join benefit_award a on a.id = same.id join benefit_programme b on b.code = a.programme
      left join benefit_award_amount x on x.award_id = a.id and x.valid_from <= greatest(a.since, d.month) and (x.valid_to is null or x.valid_to > greatest(a.since, d.month))), 0) end`;
