import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { pseudonym, recorded } from '../../../../shared/export/migration.js';
import { AS_OF_DAY, common, GUARD_WORDS, guarded, guardedMoment, LAST_DAY, OF_CHILD, OF_PLACEMENT, PLACED, SHIELDED, TERMS, TOOK_EFFECT } from './children.js';

export const VISIT: ExportView = {
  description: 'Visits of the guardianship bodies to children in their placements.',
  from: `placement_visit v join placement p on p.id = v.placement_id left join known_child k on k.iin = p.iin where ${TOOK_EFFECT} and ${recorded('v.recorded_at')}`,
  columns: {
    ...OF_CHILD,
    recorded_at: column('timestamp with time zone', 'When the visit was recorded.', 'v.recorded_at'),
    ...OF_PLACEMENT,
    visited_on: column('date', 'Day of the visit.', 'v.visited_on'),
    received_on: column('date', 'Day on which it was known.', 'v.received_on'),
    announced: column('boolean', 'Whether the family knew of it before.', 'v.announced'),
    child_seen: column('boolean', 'Whether the child was seen.', 'v.child_seen'),
    seen_alone: column('boolean', 'Whether the child was spoken with alone.', 'v.seen_alone'),
    finding: column('text', 'WELL, CONCERN, DANGER.', 'v.finding'),
  },
};

/** The days on which reports fell due while a placement lasted and the child was under 18. */
const DUE = `cross join lateral generate_series(1, ((extract(year from ${LAST_DAY}) - extract(year from p.valid_from)) * 12 + 12)::int / f.report_interval_months) n
  cross join lateral (select (p.valid_from + make_interval(months => n * f.report_interval_months))::date as due_on) d`;

export const REPORT: ExportView = {
  description: 'Reports that the form of a placement asks for, one for each day on which one fell due by the snapshot\'s day, whether it came or not.',
  from: `${PLACED} ${TERMS} ${DUE} left join placement_report r on r.placement_id = p.id and r.due_on = d.due_on and ${recorded('r.recorded_at')}
    where ${TOOK_EFFECT} and ${recorded('p.recorded_at')} and f.report_interval_months is not null and d.due_on < coalesce(p.valid_to, 'infinity') and d.due_on <= ${AS_OF_DAY}
      and (k.birth_date is null or d.due_on < (k.birth_date + interval '18 years'))`,
  columns: {
    ...OF_CHILD,
    recorded_at: column('timestamp with time zone', 'When the report was recorded; of one that did not come, when the placement was; the beginning of that month where the day is a birthday.', `coalesce(r.recorded_at, ${guardedMoment('p.recorded_at')})`),
    ...OF_PLACEMENT,
    lasts: column('boolean', 'Whether the placement lasts on the snapshot\'s day.', `p.valid_to is null or p.valid_to > ${AS_OF_DAY}`),
    due_on: column('date', `Day on which it fell due; ${GUARD_WORDS}.`, guarded('d.due_on', 'p.valid_from')),
    received_on: column('date', 'Day on which it came; null where it did not.', 'r.received_on'),
    days_late: column('integer', 'Days from the day on which it fell due until it came, or until the snapshot\'s day; null where it came in time.', `nullif(greatest(0, coalesce(r.received_on, ${AS_OF_DAY}) - d.due_on), 0)`),
    health_passport: column('boolean', 'Whether the child\'s health passport came with it; null where it did not come.', 'r.health_passport'),
  },
};

/** Where a child lives on the snapshot's day, guest stays aside. */
const HOME = (iin: string): string => `left join lateral (select h.family_id, h.institution_bin, h.siblings_apart, h.valid_from from placement h where h.iin = ${iin} and h.form <> 'GUEST' and h.awaited_event is null
  and h.sealed_on is null and h.valid_from <= ${AS_OF_DAY} and (h.valid_to is null or h.valid_to > ${AS_OF_DAY}) and ${recorded('h.recorded_at')} limit 1)`;

const HIDDEN = `(s.iin in ${SHIELDED} or s.sibling_iin in ${SHIELDED})`;
const APART = '(mine.family_id, mine.institution_bin) is distinct from (theirs.family_id, theirs.institution_bin)';

export const SIBLING: ExportView = {
  description: 'Brothers and sisters as the databank has them, each pair twice: whether they live together. A pair that an adoption has sealed is not there.',
  from: `care_sibling s left join known_child k on k.iin = s.iin ${HOME('s.iin')} mine on true ${HOME('s.sibling_iin')} theirs on true where s.sealed_on is null and ${recorded('s.recorded_at')}`,
  columns: {
    ...common(pseudonym('s.iin'), 'the child', 'null', 'is always null: they may live in two', guardedMoment('s.recorded_at')),
    sibling: column('uuid', 'Pseudonym of the brother or sister.', pseudonym('s.sibling_iin')),
    apart: column('boolean', 'Whether both are in care on the snapshot\'s day, in different homes; null while a placement of either is shielded.',
      `case when ${HIDDEN} then null else mine.valid_from is not null and theirs.valid_from is not null and ${APART} end`),
    reason: column('text', 'Why the law allows it, as either placement has it; null where neither says so, and while a placement of either is shielded.', `case when ${HIDDEN} then null else coalesce(mine.siblings_apart, theirs.siblings_apart) end`),
  },
};

export const SUPERVISING_BODY: ExportView = {
  description: 'Guardianship bodies, and how many children they look after on the snapshot\'s day. Without shielded children.',
  from: `(select w.body_bin, w.region_kato, max(w.recorded_at) as recorded_at, count(distinct w.iin) as children, count(*) filter (where w.placed) as placements, count(*) filter (where not w.placed) as records from (
      select p.body_bin, p.region_kato, p.iin, p.recorded_at, true as placed from placement p where ${TOOK_EFFECT} and (p.valid_to is null or p.valid_to > ${AS_OF_DAY}) and ${recorded('p.recorded_at')}
      union all select n.body_bin, n.region_kato, n.iin, n.recorded_at, false from care_need n where n.closed_on is null and n.sealed_on is null and n.majority_on > ${AS_OF_DAY} and ${recorded('n.recorded_at')}) w
    where w.iin not in ${SHIELDED} group by w.body_bin, w.region_kato) b where true`,
  columns: {
    ...common('null', 'nobody: always null', 'b.region_kato', 'of the children', `date_trunc('month', b.recorded_at)`),
    body: column('text', 'BIN of the body.', 'b.body_bin'),
    children: column('integer', 'Children whom it has placed, or whose records it keeps.', 'b.children'),
    placements: column('integer', 'Placements that last.', 'b.placements'),
    records: column('integer', 'Open records in the databank.', 'b.records'),
  },
};
