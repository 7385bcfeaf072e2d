import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayOf } from '../../../shared/ledger/sql.js';
import type { RelativeRefused, VisitPart } from '../visit/visits-of-page.js';

/** Correlation ids that an alert names, at most. */
const CORRELATIONS = 20;

/** Beginning of the hour, or of the day in Kazakhstan, in which a moment `at` lies. */
const BEGINS = { hour: `date_trunc('hour', at)`, day: `date_trunc('day', at, 'Asia/Almaty')` } as const;
type Unit = keyof typeof BEGINS;

/** Officials and moments as a page has them. */
const TOUCHED = `select decode(pseudonym, 'hex') as pseudonym, 'epoch'::timestamptz + at * interval '1 microsecond' as at from unnest(?::text[], ?::bigint[]) as touched (pseudonym, at)`;

/** Tells of what is counted where it is more than the threshold of that day. */
const raise = (kind: string, unit: Unit, counted: string, onConflict: string): string => `
  with counted as (${counted})
  insert into access_alert (kind, pseudonym, role, organisation, count, window_from, window_to, first_seen, last_seen, correlations)
  select '${kind}', encode(c.pseudonym, 'hex'), c.role, c.organisation, c.count, c.begins, c.begins + interval '1 ${unit}', c.first_seen, c.last_seen, c.correlations[1:${CORRELATIONS}]
    from counted c join alert_threshold t on t.kind = '${kind}' and t.valid_from <= (c.begins at time zone 'Asia/Almaty')::date
     and (t.valid_to is null or t.valid_to > (c.begins at time zone 'Asia/Almaty')::date)
   where c.count > t.value
  on conflict (kind, pseudonym, window_from) where pseudonym is not null do update set ${onConflict}`;

const COUNTED_ANEW = 'count = excluded.count, first_seen = excluded.first_seen, last_seen = excluded.last_seen, correlations = excluded.correlations';

/** Different children whom officials looked at in the windows that a page touches, counted anew: a page tells of a part of them. */
const children = (unit: Unit, condition: string): string => `
  select v.pseudonym, min(v.role) as role, min(v.organisation) as organisation, w.begins, count(distinct v.person)::int as count,
         min(v.at) as first_seen, max(v.at) as last_seen, array_agg(distinct v.correlation) as correlations
    from (select distinct pseudonym, ${BEGINS[unit]} as begins from (${TOUCHED}) as t) as w
    join visit v on v.pseudonym = w.pseudonym and v.at >= w.begins and v.at < w.begins + interval '1 ${unit}'
   where ${condition} group by v.pseudonym, w.begins`;

/** Whoever sees a child through an office of theirs has a matter; a ministry's staff keep their register. */
const WITHOUT_CASE = `v.case_number is null and v.role in ('caseworker', 'ombudsman')`;

const OF_VISITS = [
  raise('FAN_OUT_HOUR', 'hour', children('hour', 'true'), COUNTED_ANEW),
  raise('FAN_OUT_DAY', 'day', children('day', 'true'), COUNTED_ANEW),
  raise('NO_CASE_DAY', 'day', children('day', WITHOUT_CASE), COUNTED_ANEW),
];

/** Refusals are no visits that could be counted anew: each page adds its own. */
const OF_RELATIVES = raise(
  'OWN_RELATIVE_DAY',
  'day',
  `select decode(pseudonym, 'hex') as pseudonym, min(role) as role, min(organisation) as organisation, ${BEGINS.day} as begins, count(*)::int as count,
          min(at) as first_seen, max(at) as last_seen, array_remove(array_agg(distinct correlation), null) as correlations
     from (select pseudonym, role, organisation, 'epoch'::timestamptz + at * interval '1 microsecond' as at, correlation
             from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::uuid[]) as refused (pseudonym, role, organisation, at, correlation)) as refused
    group by pseudonym, ${BEGINS.day}`,
  `count = access_alert.count + excluded.count, last_seen = greatest(access_alert.last_seen, excluded.last_seen),
   first_seen = least(access_alert.first_seen, excluded.first_seen), correlations = (access_alert.correlations || excluded.correlations)[1:${CORRELATIONS}]`,
);

/** Raises what the visits and refusals of a page give reason for, in the transaction that stores them. */
export async function raiseOfficialAlerts(em: EntityManager, visits: readonly VisitPart[], relatives: readonly RelativeRefused[]): Promise<void> {
  const official = visits.filter(({ pseudonym }) => pseudonym !== null);
  if (official.length > 0) {
    const touched = [arrayOf(official.map(({ pseudonym }) => pseudonym)), arrayOf(official.map(({ at }) => at))];
    for (const statement of OF_VISITS) await em.execute(statement, touched);
  }
  if (relatives.length === 0) return;
  const column = (cell: (one: RelativeRefused) => string | null): string => arrayOf(relatives.map(cell));
  await em.execute(OF_RELATIVES, [
    column(({ pseudonym }) => pseudonym),
    column(({ role }) => role),
    column(({ organisation }) => organisation),
    column(({ at }) => at),
    column(({ correlation }) => correlation),
  ]);
}
