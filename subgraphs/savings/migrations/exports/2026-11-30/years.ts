import { recorded } from '../../../../shared/export/migration.js';

/* What decides who is credited for a year. `l` is the person's row on the list, `y` the reporting year. */

/** Runs that were through by the snapshot's moment, with the day of their list. */
export const DONE_RUNS = `(select r.reporting_year as year, r.credited_on, r.list_as_of, r.finished_at, o.list_date from accrual_run r join reporting_year o on o.year = r.reporting_year
  where r.status = 'DONE' and not r.dry and ${recorded('r.finished_at')})`;

/** The day of the last list that a run went by; null before the first. */
export const LAST_LIST = `(select max(list_date) from ${DONE_RUNS} done)`;

export const BORN = 'l.birth_date <= y.list_date';
/** Whether younger than 18 on the list's day: nobody born on a 29 February comes of age on a 31 December. */
export const MINOR = `y.list_date < (l.birth_date + interval '18 years')::date`;
export const alive = (day: string): string => `(l.died_on is null or l.died_on > ${day})`;
export const citizen = (day: string): string => `l.citizenship @> ${day}`;
/** From one day to a later one; the planner may ask it of pairs that another condition leaves out, and no range may end before it begins. */
export const citizenThroughout = (from: string, to: string): string => `l.citizenship @> daterange(${from}, greatest(${from}, ${to}), '[]')`;
export const ON_LIST = `(${BORN} and ${MINOR} and ${alive('y.list_date')} and ${citizen('y.list_date')})`;

/** Whether some run knew of the child, who was alive and a citizen without a gap from the year's list to the run's own. */
export const DUE = `(${ON_LIST} and exists (select 1 from ${DONE_RUNS} r where r.year >= y.year and ${alive('r.list_date')} and ${citizenThroughout('y.list_date', 'r.list_date')}
  and case when r.list_as_of is null then l.received_on <= r.credited_on else l.received_on < (r.list_as_of at time zone 'Asia/Almaty')::date end))`;

/** What a year's sum is of its row, without the yield that came with it. */
export const sumOf = (alias: string): string => `(${alias}.amount - coalesce(${alias}.yield_amount, 0))`;

/** That a transfer takes something back, and was not taken back itself, by the snapshot's moment. */
export const takesBack = (alias: string): string => `${alias}.kind in ('CLAWBACK', 'REVERSAL') and ${recorded(`${alias}.recorded_at`)}
  and not exists (select 1 from transfer again where again.refers_to = ${alias}.id and again.kind = 'REVERSAL' and ${recorded('again.recorded_at')})`;

/** What of a transfer was taken back since: of a year's row first the sum, then the yield that came with it. */
export const takenBackOf = (alias: string): string => `(select coalesce(sum(b.amount), 0) from transfer b where b.refers_to = ${alias}.id and ${takesBack('b')})`;
