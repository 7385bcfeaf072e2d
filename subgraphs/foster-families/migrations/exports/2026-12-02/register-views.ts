import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { pseudonym, recorded } from '../../../../shared/export/migration.js';
import { ageOn, AS_OF_DAY, common, GUARD_WORDS, guarded, guardedMoment, OF_PLACEMENT, open, SHIELDING_RULE } from '../2026-11-30/children.js';

/** What was right of what had been said by the snapshot's moment; `s` is a statement of a table. */
const stands = (table: string): string => `${recorded('s.recorded_at')} and not exists (select 1 from ${table} c where c.corrects_id = s.id and ${recorded('c.recorded_at')})`;

/** A placement of a child in sight, guest stays aside, as it was on the snapshot's day. */
const counts = (p: string): string => `${p}.form <> 'GUEST' and ${p}.awaited_event is null and ${p}.sealed_on is null and ${p}.valid_from <= ${AS_OF_DAY} and ${recorded(`${p}.recorded_at`)}`;

/** Since when the child is in care without a gap. */
const CARE_SINCE = `cross join lateral (select max(q.valid_from) as since from placement q where q.iin = p.iin and ${counts('q')} and q.valid_from <= p.valid_from and q.valid_to is distinct from q.valid_from
  and not exists (select 1 from placement r where r.iin = p.iin and ${counts('r')} and r.valid_from < q.valid_from and (r.valid_to is null or r.valid_to >= q.valid_from))) care`;

/** The last word on a right, on whichever placement of the child it was recorded. */
const SAID = `left join lateral (select s.standing, s.occurred_on, s.received_on, s.recorded_at from placement q join ward_right s on s.placement_id = q.id
  where q.iin = p.iin and q.sealed_on is null and s.kind = asked.kind and ${stands('ward_right')} order by s.occurred_on desc, s.id desc limit 1) said on true`;

/** Whoever is refused, or not paid, is to be helped anew from that day. */
const RUNS_FROM = `case when said.standing in ('HOUSING_REFUSED', 'ALIMONY_UNPAID') then greatest(care.since, said.occurred_on) else care.since end`;

/** Three months, and nothing is asked of days before 2026: configuration. */
const DUE = `cross join lateral (select (greatest(${RUNS_FROM}, '2026-01-01'::date) + interval '3 months')::date as due_on) term`;

const SETTLED = `coalesce(said.standing in ('HOUSING_OWNED', 'HOUSING_USE_KEPT', 'HOUSING_QUEUED', 'HOUSING_PROVIDED', 'ALIMONY_NOBODY_OWES', 'ALIMONY_CLAIMED', 'ALIMONY_ORDERED', 'ALIMONY_ENFORCED', 'ALIMONY_DISMISSED'), false)`;

export const WARD_RIGHT: ExportView = {
  description: 'What is done about the housing and the alimony of each child under 18 who is in care on the snapshot\'s day, a row for each of the two; nobody who is with guests only, nor whom an adoption has sealed.',
  from: `placement p join known_child k on k.iin = p.iin cross join (values ('HOUSING'), ('ALIMONY')) asked (kind) ${CARE_SINCE} ${SAID} ${DUE}
    where ${counts('p')} and (p.valid_to is null or p.valid_to > ${AS_OF_DAY}) and k.died_on is null and ${ageOn(AS_OF_DAY)} < 18`,
  columns: {
    ...common(pseudonym('p.iin'), 'the child', open('p.region_kato'), `where the child is placed; ${SHIELDING_RULE}`, guardedMoment('coalesce(said.recorded_at, p.recorded_at)')),
    ...OF_PLACEMENT,
    asked: column('text', 'HOUSING or ALIMONY.', 'asked.kind'),
    body: column('text', `BIN of the guardianship body that placed the child; ${SHIELDING_RULE}.`, open('p.body_bin')),
    care_since: column('date', `First day of life in care without a gap; ${GUARD_WORDS}.`, guarded('care.since')),
    standing: column('text', 'The last that is on record of it; null where nothing is.', 'said.standing'),
    standing_on: column('date', `Since when; null where nothing is on record; ${GUARD_WORDS}.`, guarded('said.occurred_on')),
    received_on: column('date', `Day on which the body learnt of that; ${GUARD_WORDS}.`, guarded('said.received_on')),
    settled: column('boolean', 'Whether nothing is left to be done: the child has housing or is in the queue; alimony is claimed, ordered or enforced, or nobody owes any.', SETTLED),
    due_on: column('date', `Last day for it, which is configuration: three months; null once it is settled; ${GUARD_WORDS}.`, `case when not ${SETTLED} then ${guarded('term.due_on', 'care.since', 'said.occurred_on')} end`),
    missing: column('boolean', 'Whether that day has passed and it is not settled.', `not ${SETTLED} and term.due_on < ${AS_OF_DAY}`),
  },
};

/** The last figure of a district by the snapshot's day. */
const lastOf = (table: string, name: string): string => `left join lateral (select s.* from ${table} s where s.district_kato = d.district_kato and s.valid_from <= ${AS_OF_DAY} and ${stands(table)} order by s.valid_from desc, s.id desc limit 1) ${name} on true`;

/** Code on Marriage and Family, 120(3), as Law 148-VIII left it. */
const NORM = `(case when ${AS_OF_DAY} >= '2025-01-11' then 5000 end)`;

export const STAFFING: ExportView = {
  description: 'Specialists of the guardianship body of each district of which figures are on record, and the children who live there, by the snapshot\'s day.',
  from: `(select district_kato, region_kato from guardianship_staff union select district_kato, region_kato from district_children) d ${lastOf('guardianship_staff', 'staff')} ${lastOf('district_children', 'here')}
    where (staff.id is not null or here.id is not null)`,
  columns: {
    ...common('null', 'nobody: always null', 'd.region_kato', 'of the district', 'greatest(staff.recorded_at, here.recorded_at)'),
    district: column('text', 'KATO of the district or city.', 'd.district_kato'),
    body: column('text', 'BIN of its guardianship body; null where no staff is on record.', 'staff.body_bin'),
    posts: column('numeric', 'Posts of specialists that the body has.', 'staff.posts'),
    filled: column('numeric', 'Of these those that somebody holds.', 'staff.filled'),
    staff_since: column('date', 'First day on which that was so.', 'staff.valid_from'),
    children: column('integer', 'Children who live in the district, whoever raises them; null where no figure is on record.', 'here.children'),
    children_on: column('date', 'The day that the figure is of.', 'here.valid_from'),
    norm: column('integer', 'Children whom one specialist may have at most (120(3)); null on days before the norm is known.', NORM),
    posts_short: column('boolean', 'Whether the body has fewer posts than the norm asks for; null where a figure is missing.', `staff.posts * ${NORM} < here.children`),
    filled_short: column('boolean', 'Whether those who hold them have more children each than the norm allows; null where a figure is missing.', `staff.filled * ${NORM} < here.children`),
  },
};
