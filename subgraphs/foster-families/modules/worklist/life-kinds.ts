import { AFTER_CARE, ASKED_SINCE, REVIEW_TERMS } from '../../reference/life-terms.js';
import { LEAVES_AS_ADULT, NOBODY_LEFT } from '../after-care/next-contact.js';
import { ALARMS, DANGERS } from '../review/alarm.repository.js';
import { under, type KindSql } from './kind-sql.js';
import { OF_PLACEMENT, placed } from './placement-kinds.js';

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** From which day an interval runs: nothing is asked of days before. */
const since = (day: string): string => `greatest(${day}, '${ASKED_SINCE}'::date)`;

/** As `reviewDueBy` has it. */
const REVIEW_DUE_ON = `(counted.since + case ${REVIEW_TERMS.map(({ form, months, validFrom, validTo }) =>
  `when p.form = '${form}' and counted.since >= '${validFrom}'${validTo == null ? '' : ` and counted.since < '${validTo}'`} then interval '${months} months'`).join(' ')} end)::date`;

/** Until it is decided: that one has begun ends nothing. By the interval, or at once since a visit that found danger. */
export const REVIEW_DUE: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => `${placed(within, ', next.due_on', `left join lateral (
        select r.decided_on from placement_review r where r.placement_id = p.id and r.decided_on is not null order by r.decided_on desc limit 1) reviewed on true
      cross join lateral (select ${since('coalesce(reviewed.decided_on, p.valid_from)')} as since) counted
      left join lateral (select min(v.visited_on) as since from placement_visit v where v.placement_id = p.id and ${DANGERS}) danger on true
      cross join lateral (select least(danger.since, case when p.form <> 'GUEST' then ${REVIEW_DUE_ON} end) as due_on offset 0) next`, `next.due_on < :before::date`)} and ${under(18, 'k', 'p.due_on')}`,
  dueOn: 'p.due_on',
};

export const INCIDENT_REVIEW_DUE: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => placed(within, ', alarm.due_on', `cross join lateral (select min(i.reported_on) as due_on from care_incident i where i.placement_id = p.id and ${ALARMS}) alarm`, 'alarm.due_on is not null'),
  dueOn: 'p.due_on',
};

/** Also of a placement that has ended, and of somebody who came of age: what happened there is to be looked after all the same. */
export const INCIDENT_OPEN: KindSql = {
  from: () => 'care_incident i join placement p on p.id = i.placement_id where i.closed_on is null and i.follow_up_by < :before::date and p.sealed_on is null',
  dueOn: 'i.follow_up_by',
  place: 'p',
  id: 'i.id',
  child: 'p.iin',
  placement: 'p.id',
};

/** As `birthdayAt` has it: whoever was born on 29 February is older from 1 March on. */
const birthday = (age: number): string => {
  const day = `(k.birth_date + interval '${age} years')`;
  return `(${day}::date + case when extract(day from k.birth_date) = 29 and extract(month from k.birth_date) = 2 and extract(day from ${day}) = 28 then 1 else 0 end)`;
};

/** Days that eighteen years have at least, and twenty-three at most: whoever is younger, or older, need not be looked at. */
const EIGHTEEN = 6_574;
const TWENTY_THREE = 8_402;

/** As `leftCareOn` has it. */
const LEFT_ON = `case when p.valid_to is null or p.valid_to >= ${birthday(18)} then ${birthday(18)} when p.end_reason in (${quoted(LEAVES_AS_ADULT)}) then p.valid_to end`;

/** As `nextContactBy` has it. */
export const AFTER_CARE_DUE: KindSql = {
  ...OF_PLACEMENT,
  from: (within) => `placement p join known_child k on k.iin = p.iin
      cross join lateral (select ${LEFT_ON} as left_on) leaving
      left join lateral (select max(c.contacted_on) filter (where c.reached) as last, bool_or(c.closing is not null) as closed from after_care_contact c where c.placement_id = p.id) contact on true
      cross join lateral (select (${since('coalesce(contact.last, leaving.left_on)')} + interval '${AFTER_CARE.months} months')::date as due_on) next
    where ${within('p')} and p.form <> 'GUEST' and p.awaited_event is null and p.sealed_on is null and k.died_on is null and (p.end_reason is null or p.end_reason not in (${quoted(NOBODY_LEFT)}))
      and k.birth_date > :today::date - ${TWENTY_THREE} and (k.birth_date <= :today::date - ${EIGHTEEN} or p.end_reason in (${quoted(LEAVES_AS_ADULT)})) and (p.valid_to is null or p.valid_to >= ${birthday(18)} or p.end_reason in (${quoted(LEAVES_AS_ADULT)}))
      and leaving.left_on <= :today::date and contact.closed is not true and next.due_on < ${birthday(AFTER_CARE.untilAge)} and ${birthday(AFTER_CARE.untilAge)} > :today::date and next.due_on < :before::date`,
  dueOn: 'next.due_on',
};

/** Planned to have begun, and not lapsed yet. */
export const PLAN_DUE: KindSql = {
  from: () => 'placement_plan n where n.closed_on is null and n.lapses_on > :today::date',
  dueOn: 'n.planned_from',
  place: 'n',
  id: 'n.id',
  child: 'n.iin',
  family: 'n.family_id',
};
