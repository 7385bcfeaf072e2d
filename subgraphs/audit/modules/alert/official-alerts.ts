import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayOf } from '../../../shared/ledger/sql.js';
import { OWN_RELATIVE_BIT } from '../visit/visit.js';
import type { VisitPart } from '../visit/visits-of-page.js';

/** Correlation ids that an alert names, at most. */
const CORRELATIONS = 20;

/** Beginning of the hour, or of the day in Kazakhstan, in which a moment `at` lies. */
const BEGINS = { hour: `date_trunc('hour', at)`, day: `date_trunc('day', at, 'Asia/Almaty')` } as const;
type Unit = keyof typeof BEGINS;

/** Officials and moments as a page has them. */
const TOUCHED = `select decode(pseudonym, 'hex') as pseudonym, 'epoch'::timestamptz + at * interval '1 microsecond' as at from unnest(?::text[], ?::bigint[]) as touched (pseudonym, at)`;

/**
 * Counts something in the windows that a page touches anew, because a page tells of a part of it, and tells of it where it is
 * more than the threshold of that day.
 */
const raise = (kind: string, unit: Unit, counted: string, condition: string): string => `
  with counted as (
    select v.pseudonym, min(v.role) as role, min(v.organisation) as organisation, w.begins, count(distinct ${counted})::int as count,
           min(v.at) as first_seen, max(v.at) as last_seen, array_agg(distinct v.correlation) as correlations
      from (select distinct pseudonym, ${BEGINS[unit]} as begins from (${TOUCHED}) as t) as w
      join visit v on v.pseudonym = w.pseudonym and v.at >= w.begins and v.at < w.begins + interval '1 ${unit}'
     where ${condition} group by v.pseudonym, w.begins)
  insert into access_alert (kind, pseudonym, role, organisation, count, window_from, window_to, first_seen, last_seen, correlations)
  select '${kind}', encode(c.pseudonym, 'hex'), c.role, c.organisation, c.count, c.begins, c.begins + interval '1 ${unit}', c.first_seen, c.last_seen, c.correlations[1:${CORRELATIONS}]
    from counted c join alert_threshold t on t.kind = '${kind}' and t.valid_from <= (c.begins at time zone 'Asia/Almaty')::date
     and (t.valid_to is null or t.valid_to > (c.begins at time zone 'Asia/Almaty')::date)
   where c.count > t.value
  on conflict (kind, pseudonym, window_from) where pseudonym is not null do update
    set count = excluded.count, first_seen = excluded.first_seen, last_seen = excluded.last_seen, correlations = excluded.correlations`;

const CHILDREN = 'v.person';
const REQUESTS = 'v.correlation';

/** Whoever sees a child through an office of theirs has a matter; a ministry's staff keep their register. */
const WITHOUT_CASE = `v.case_number is null and v.role in ('caseworker', 'ombudsman')`;

const ALERTS = [
  raise('FAN_OUT_HOUR', 'hour', CHILDREN, 'true'),
  raise('FAN_OUT_DAY', 'day', CHILDREN, 'true'),
  raise('NO_CASE_DAY', 'day', CHILDREN, WITHOUT_CASE),
  raise('OWN_RELATIVE_DAY', 'day', REQUESTS, `v.outcomes & ${OWN_RELATIVE_BIT} <> 0`),
];

/** Raises what the visits of a page give reason for, in the transaction that stores them. */
export async function raiseOfficialAlerts(em: EntityManager, visits: readonly VisitPart[]): Promise<void> {
  const official = visits.filter(({ pseudonym }) => pseudonym !== null);
  if (official.length === 0) return;
  const touched = [arrayOf(official.map(({ pseudonym }) => pseudonym)), arrayOf(official.map(({ at }) => at))];
  for (const statement of ALERTS) await em.execute(statement, touched);
}
