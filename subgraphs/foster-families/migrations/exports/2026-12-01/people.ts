import { recorded } from '../../../../shared/export/migration.js';
import { CHILDREN_OF as PLACED_WITH } from '../2026-11-30/carers.js';
import { ageOn, AS_OF_DAY } from '../2026-11-30/children.js';

/* What several views say of carers, by whatever the databank has of the person: records are closed and begun anew (ADR 43). `c` is a carer. */

/** Children with a family on the snapshot's day, as before; who came of age may live on there, and is no child placed there any more. */
export const CHILDREN_OF = (family: string): string => `${PLACED_WITH(family)} and not exists (select 1 from known_child g where g.iin = p.iin and ${ageOn(AS_OF_DAY, 'g.birth_date')} >= 18)`;

/** Guardian and trustee are one person (130(2)). */
export const asDecided = (form: string): string => `(case ${form} when 'TRUSTEESHIP' then 'GUARDIANSHIP' else ${form} end)`;

/** Decisions about a person by a day, in whichever record. */
export const decisionsOf = (iin: string, day: string): string =>
  `carer_candidate x join carer_decision d on d.candidate_id = x.id where x.iin = ${iin} and d.decided_on <= ${day} and ${recorded('d.recorded_at')}`;

/** The last of them about a form: whether it was in favour; null without one. */
export const suitableOn = (iin: string, form: string, day: string): string =>
  `(select d.suitable from ${decisionsOf(iin, day)} and ${asDecided('d.form')} = ${asDecided(form)} order by d.id desc limit 1)`;

const papers = (iin: string, alias: string): string => `carer_evidence ${alias} join carer_candidate x${alias} on x${alias}.id = ${alias}.candidate_id where x${alias}.iin = ${iin} and ${recorded(`${alias}.recorded_at`)}`;

/** Whether a paper says so on a day, and none that began and was recorded later says otherwise; `more` is SQL true of the paper (`e`). */
export const saysOn = (iin: string, kinds: readonly string[], day: string, more = 'true'): string => `exists (select 1 from ${papers(iin, 'e')} and e.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}) and e.holds and ${more}
  and e.valid_from <= ${day} and (e.valid_to is null or e.valid_to > ${day})
  and not exists (select 1 from ${papers(iin, 'n')} and n.kind = e.kind and n.child_iin is not distinct from e.child_iin and not n.holds and n.valid_from >= e.valid_from and n.valid_from <= ${day} and n.id > e.id))`;

/** The same of what happened once and does not pass: only a paper of the very same day takes it back. */
export const everSaidBy = (iin: string, kind: string, day: string): string => `exists (select 1 from ${papers(iin, 'e')} and e.kind = '${kind}' and e.holds and e.valid_from <= ${day}
  and not exists (select 1 from ${papers(iin, 'n')} and n.kind = e.kind and not n.holds and n.valid_from = e.valid_from and n.id > e.id))`;
