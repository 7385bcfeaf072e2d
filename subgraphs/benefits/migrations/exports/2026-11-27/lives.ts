import { recorded } from '../../../../shared/export/migration.js';
import { AS_OF_DAY } from './award.js';

/*
 * Births and deaths as far as benefits knew them by the snapshot's moment. Of an award that false data led to nothing is believed, and
 * what was before an adoption is not told.
 */

/** The event of a birth grant and of childcare benefits, and the birth that a case was offered or decided for. */
export const BIRTHS = `(select iin, min(born_on) as born_on from (
    select b.iin, e.occurred_on as born_on from benefit_award_child b join benefit_award e on e.id = b.award_id
     where e.programme in ('BIRTH', 'CARE_STATE', 'CARE_GFSS') and b.sealed_on is null and not (b.never_due and e.end_reason = 'FALSE_DATA') and ${recorded('b.recorded_at')}
    union all select n.iin, n.birth_date from benefit_case_child n join benefit_case q on q.id = n.case_id left join benefit_award f on f.id = q.award_id
     where (q.proactive or q.award_id is not null) and f.end_reason is distinct from 'FALSE_DATA' and n.sealed_on is null and ${recorded('n.recorded_at')}) known group by iin)`;

/** What ended an award for one child, or took the child out of a family's. */
export const CHILD_DEATHS = `(select iin, min(died_on) as died_on from (
    select d.iin, e.end_occurred_on as died_on from benefit_award e join benefit_programme q on q.code = e.programme and q.scope = 'CHILD'
      join benefit_award_child d on d.award_id = e.id where e.end_reason = 'CHILD_DIED' and e.end_received_on <= ${AS_OF_DAY}
    union all select d.iin, v.occurred_on from benefit_award_event v join benefit_award_child d on d.id = v.membership_id
     where v.circumstance = 'CHILD_DIED' and ${recorded('v.recorded_at')}) known group by iin)`;

/** What ended an award for its recipient, or suspended it until somebody else receives it. */
export const RECIPIENT_DEATHS = `(select iin, min(died_on) as died_on from (
    select e.recipient_iin as iin, e.end_occurred_on as died_on from benefit_award e where e.end_reason = 'RECIPIENT_DIED' and e.end_received_on <= ${AS_OF_DAY}
    union all select e.recipient_iin, v.occurred_on from benefit_award_event v join benefit_award e on e.id = v.award_id
     where v.circumstance = 'RECIPIENT_DIED' and ${recorded('v.recorded_at')}) known group by iin)`;
