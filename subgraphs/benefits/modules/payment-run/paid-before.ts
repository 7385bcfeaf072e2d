import { textArray } from '../../../shared/database/text-array.js';
import { CARE_PROGRAMMES, KEEP_PROGRAMMES } from '../programme/programme-code.type.js';

/** SQL that is true where a child's time in an award is one of its keep in a family, whichever form it is. */
const isKeep = (of: string): string => `(${of}.component = 'CHILD_MONEY' and ${of}.programme = any ('${textArray(KEEP_PROGRAMMES)}'))`;

/** SQL that joins what was made for the month of an award `oa`: its own payments alone. Parameter: the first day of the month. */
const MADE = `join benefit_payment p on p.award_id = oa.id and p.month + 0 = ?::date and p.state in ('DUE', 'PAID') and p.index_change_id is null and p.recalculation is null`;

/** Not where all of it is on record as overpaid. */
const NOT_OVERPAID = `p.amount > coalesce((select sum(m.amount) from overpayment v join overpayment_month m on m.overpayment_id = v.id where v.award_id = oa.id and m.month = p.month), 0)`;

/** A carer's pay is for all children together: on another award of the same carer for the same programme. */
const CARER_PAID = `
  case when d.programme <> all ('${textArray(CARE_PROGRAMMES)}') then false else coalesce((select true
     from benefit_award da
     join benefit_award oa on oa.recipient_iin = da.recipient_iin and oa.programme = da.programme and oa.component = 'CARER_PAY' and oa.id <> da.id
     ${MADE}
    where da.id = d.award_id and da.component = 'CARER_PAY' and ${NOT_OVERPAID}
    limit 1), false) end`;

/**
 * SQL that is true where the month that is due on an award `d` was paid, or is being paid, on another one for the same right of a child: to
 * whoever received it before, when somebody else receives it from a day within a month, or from one in the past. Not where all of it is on
 * record as overpaid, and not for a child that had left the other award before. Parameters: the first day of the month, four times.
 *
 * A scalar and no `exists`, which the planner would join with all payments of the register: this is looked up by the child.
 */
export const PAID_BEFORE = `(${CARER_PAID} or
  coalesce((select true
     from benefit_award_child c
     join benefit_award_child o on o.iin = c.iin and (o.child_right = c.child_right or (${isKeep('o')} and ${isKeep('c')})) and o.award_id <> c.award_id
     join benefit_award oa on oa.id = o.award_id
     ${MADE}
    where c.award_id = d.award_id and (c.until is null or c.until >= ?::date) and (o.until is null or o.until >= ?::date or o.until >= oa.until)
      and ${NOT_OVERPAID}
    limit 1), false))`;
