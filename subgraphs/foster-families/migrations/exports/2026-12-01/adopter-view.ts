import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { ENTITLEMENT as ENTITLEMENT_BEFORE } from '../2026-11-30/money-views.js';

/** An adopter is sixteen years older than the child, but by the court's word (92). Which child that was stands nowhere: after an adoption no paper names it either. */
const AGE_GAP_SHORT = `select bool_or(k.birth_date < x.birth_date + interval '16 years') and not exists (
    select 1 from carer_evidence v join carer_candidate o on o.id = v.candidate_id join placement a on a.id = e.adopted_placement_id
     where o.iin = e.adopter_iin and v.kind = 'AGE_GAP_EXCUSED' and v.holds and coalesce(v.child_iin, a.iin) = a.iin and ${recorded('v.recorded_at')})
  from placement a join known_child k on k.iin = a.iin, carer_candidate x where a.id = e.adopted_placement_id and x.iin = e.adopter_iin and ${recorded('x.recorded_at')}`;

export const ENTITLEMENT: ExportView = {
  ...ENTITLEMENT_BEFORE,
  columns: {
    ...ENTITLEMENT_BEFORE.columns,
    age_gap_short: column('boolean', 'ADOPTION_ONCE: whether the adopter is less than sixteen years older than the child, and no paper says that the court let it be; null where the databank has no record of the adopter, and of any other programme.', AGE_GAP_SHORT),
  },
};
