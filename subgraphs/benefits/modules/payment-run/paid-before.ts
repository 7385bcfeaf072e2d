/**
 * SQL that is true where the month that is due on an award `d` was paid, or is being paid, on another one for the same right of a child: to
 * whoever received it before, when somebody else receives it from a day within a month, or from one in the past. Not where all of it is on
 * record as overpaid, and not for a child that had left the other award before. Parameters: the first day of the month, three times.
 *
 * A scalar and no `exists`, which the planner would join with all payments of the register: this is looked up by the child.
 */
export const PAID_BEFORE = `
  coalesce((select true
     from benefit_award_child c
     join benefit_award_child o on o.iin = c.iin and o.child_right = c.child_right and o.award_id <> c.award_id
     join benefit_award oa on oa.id = o.award_id
     join benefit_payment p on p.award_id = o.award_id and p.month + 0 = ?::date and p.state in ('DUE', 'PAID') and p.index_change_id is null and p.recalculation is null
    where c.award_id = d.award_id and (c.until is null or c.until >= ?::date) and (o.until is null or o.until >= ?::date or o.until >= oa.until)
      and p.amount > coalesce((select sum(m.amount) from overpayment v join overpayment_month m on m.overpayment_id = v.id where v.award_id = o.award_id and m.month = p.month), 0)
    limit 1), false)`;
