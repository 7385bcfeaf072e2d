import { recorded } from '../../../../shared/export/migration.js';
import { AS_OF_DAY, SHIELDED } from './children.js';

/* What several views say of carers, by the last record that the databank had of them at the snapshot's moment. */

/** The record of a person. */
export const lastRecordOf = (iin: string): string => `left join lateral (select x.* from carer_candidate x where x.iin = ${iin} and ${recorded('x.recorded_at')} order by x.id desc limit 1) q on true`;

/** Guardian and trustee are one person (130(2)). */
const asDecided = (form: string): string => `(case ${form} when 'TRUSTEESHIP' then 'GUARDIANSHIP' else ${form} end)`;

/** The last decision by a day on somebody in a form: whether it was in favour; null without one. */
export const suitableOn = (form: string, day: string): string => `(select d.suitable from carer_decision d where d.candidate_id = q.id and ${asDecided('d.form')} = ${asDecided(form)} and d.decided_on <= ${day} and ${recorded('d.recorded_at')} order by d.id desc limit 1)`;

/** Whether a paper says so on a day, and none that began and was recorded later says otherwise. */
export const saysOn = (kinds: readonly string[], day: string): string => `exists (select 1 from carer_evidence e where e.candidate_id = q.id and e.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}) and e.holds
  and e.valid_from <= ${day} and (e.valid_to is null or e.valid_to > ${day}) and ${recorded('e.recorded_at')}
  and not exists (select 1 from carer_evidence n where n.candidate_id = q.id and n.kind = e.kind and not n.holds and n.valid_from >= e.valid_from and n.valid_from <= ${day} and n.id > e.id and ${recorded('n.recorded_at')}))`;

/** Children with a family on the snapshot's day, guest stays aside and without shielded children. */
export const CHILDREN_OF = (family: string): string => `placement p where p.family_id = ${family} and p.form <> 'GUEST' and p.awaited_event is null and p.sealed_on is null
  and p.valid_from <= ${AS_OF_DAY} and (p.valid_to is null or p.valid_to > ${AS_OF_DAY}) and ${recorded('p.recorded_at')} and p.iin not in ${SHIELDED}`;
