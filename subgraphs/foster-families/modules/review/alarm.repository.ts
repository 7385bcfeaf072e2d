import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';

/** SQL true where a placement was looked at since a day: by a review that began then or later, and was decided. */
const reviewedSince = (placement: string, day: string): string => `exists (select 1 from placement_review r where r.placement_id = ${placement} and r.began_on >= ${day} and r.decided_on is not null)`;

/** SQL true of an incident (`i`) since which its placement is to be reviewed, and was not: only what began after it was reported has looked at it. */
export const ALARMS = `i.severity = 'SEVERE' and not ${reviewedSince('i.placement_id', 'i.reported_on')}`;

/** The same of a visit (`v`) that found the child in danger. */
export const DANGERS = `v.finding = 'DANGER' and not ${reviewedSince('v.placement_id', 'v.visited_on')}`;

const since = (sql: string) =>
  definePathLoader<string, CivilDate | null>(onRegister, async (em, placements) => {
    const rows = await em.execute<{ placement: string; since: CivilDate }[]>(sql, [[...placements]]);
    return alignByKey(placements, rows, ({ placement }) => placement).map((row) => row?.since ?? null);
  });

/** Since when placements are to be reviewed for a severe incident; null where none asks for it. For the authority alone. */
export const alarmOf = since(`select i.placement_id::text as placement, min(i.reported_on) as since from care_incident i where i.placement_id in (?) and ${ALARMS} group by i.placement_id`);

/** Since when they are for what a visit found, which is open to officials as visits are. */
export const dangerOf = since(`select v.placement_id::text as placement, min(v.visited_on) as since from placement_visit v where v.placement_id in (?) and ${DANGERS} group by v.placement_id`);

/** Whether anything asks for a review of a placement at once, within a mutation of the authority. */
export const isAlarmed = async (em: EntityManager, placement: string): Promise<boolean> =>
  (await em.execute<unknown[]>(`select 1 from care_incident i where i.placement_id = ? and ${ALARMS} union all select 1 from placement_visit v where v.placement_id = ? and ${DANGERS} limit 1`, [placement, placement])).length > 0;
