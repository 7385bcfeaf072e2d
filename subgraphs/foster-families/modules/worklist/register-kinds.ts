import { ASKED_SINCE } from '../../reference/life-terms.js';
import { SPECIALIST_NORMS } from '../../reference/specialist-norm.js';
import { RUNS_ANEW, SETTLED, WARD_RIGHT_TERMS } from '../../reference/ward-rights.js';
import { stands, type StaffingTable } from '../staffing/staffing.repository.js';
import type { WardRightKind } from '../ward-right/ward-right-codes.type.js';
import { CARE_SINCE } from '../ward-right/ward-right.repository.js';
import { under, type KindSql } from './kind-sql.js';
import { OF_PLACEMENT, placed } from './placement-kinds.js';

const quoted = (words: Iterable<string>): string => [...words].map((word) => `'${word}'`).join(', ');
const within = ({ validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string | null | undefined }, day: string): string =>
  `${day} >= '${validFrom}'${validTo == null ? '' : ` and ${day} < '${validTo}'`}`;

/** As `lastWord` has it, of placements (`on`). What was corrected is looked up once for all. */
const lastWord = (kind: WardRightKind, on: string): string =>
  `select s.standing, s.occurred_on from ${on} and s.kind = '${kind}' and s.id not in (select c.corrects_id from ward_right c where c.corrects_id is not null) order by s.occurred_on desc, s.id desc limit 1`;

/** SQL: what was said last on the placement of a child who has had no other is enough; that is most of them. Nothing is said on stays with guests. */
const settledHere = (kind: WardRightKind): string =>
  `(select here.standing in (${quoted(SETTLED)}) from (${lastWord(kind, 'ward_right s where s.placement_id = p.id')}) here) and not exists (select 1 from placement q where q.iin = p.iin and q.valid_to is not null offset 0)`;

const said = (kind: WardRightKind): string => `left join lateral (${lastWord(kind, 'placement q join ward_right s on s.placement_id = q.id where q.iin = p.iin and q.sealed_on is null')}) said on true`;

const RUNS_FROM = `greatest(care.since, case when said.standing in (${quoted(RUNS_ANEW)}) then said.occurred_on end, '${ASKED_SINCE}'::date)`;

/** As `dueBy` has it. */
const dueSql = (kind: WardRightKind): string => `(runs.day + case ${WARD_RIGHT_TERMS.filter((term) => term.kind === kind).map((term) => `when ${within(term, 'runs.day')} then interval '${term.months} months'`).join(' ')} end)::date`;

/** Whatever was said last of most children leaves nothing to be done; of the others the first day of care is looked for. */
const rightDue = (kind: WardRightKind): KindSql => ({
  ...OF_PLACEMENT,
  from: (regions) => `${placed(regions, ', next.due_on', `${said(kind)} cross join lateral (${CARE_SINCE('p')}) care
      cross join lateral (select ${RUNS_FROM} as day) runs cross join lateral (select ${dueSql(kind)} as due_on) next`,
    `p.form <> 'GUEST' and (${settledHere(kind)}) is not true and (said.standing is null or said.standing not in (${quoted(SETTLED)})) and next.due_on < :before::date`)} and ${under(18, 'k', 'p.due_on')}`,
  dueOn: 'p.due_on',
});

export const HOUSING_DUE = rightDue('HOUSING');
export const ALIMONY_DUE = rightDue('ALIMONY');

const lastOf = (table: StaffingTable, columns: string): string =>
  `select distinct on (s.district_kato) s.id, s.district_kato, s.region_kato, s.valid_from, ${columns} from ${table} s where s.valid_from <= :today::date and ${stands(table)} order by s.district_kato, s.valid_from desc, s.id desc`;

const NORM = `(values ${SPECIALIST_NORMS.map(({ children, validFrom, validTo }) => `(${children}, '${validFrom}'::date, ${validTo == null ? 'null::date' : `'${validTo}'::date`})`).join(', ')}) norm (children, valid_from, valid_to)`;

/** Whoever holds a post has more children than the norm of today allows. */
export const SPECIALISTS_MISSING: KindSql = {
  from: () => `(${lastOf('guardianship_staff', 's.body_bin, s.filled')}) staff join (${lastOf('district_children', 's.children')}) here using (district_kato)
    join ${NORM} on norm.valid_from <= :today::date and (norm.valid_to is null or norm.valid_to > :today::date) where staff.filled * norm.children < here.children`,
  dueOn: 'greatest(staff.valid_from, here.valid_from, norm.valid_from)',
  place: 'staff',
  id: 'staff.id',
  body: 'staff.body_bin',
};
