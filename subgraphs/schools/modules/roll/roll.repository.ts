import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';

/**
 * SQL of rolls on some first days of school years, `roll (day, school_id, shift, pupils)`: what is kept (`school_roll`), less
 * the children whose whereabouts are withheld today; those are few, and looked up one by one. For the relation path, on which the code
 * counts what anybody may see: on the register path these children are not there to be taken off. Its question marks: the first days as a
 * date array, and today.
 */
export const ROLL = `
  first as (select day, extract(year from day)::int as school_year from unnest(?::date[]) as day),
  withheld as (
    select f.school_year, e.school_id, e.shift, count(*)::int as pupils
      from (select distinct iin from restricted_child where valid_to is null or valid_to > ?) as r join enrolment e using (iin)
      join first f on f.day >= e.valid_from and (e.valid_to is null or f.day < e.valid_to) and f.school_year <= extract(year from e.valid_from) + 1
     group by 1, 2, 3),
  roll as (
    select f.day, k.school_id, k.shift, k.pupils - coalesce(w.pupils, 0) as pupils
      from first f join school_roll k using (school_year) left join withheld w using (school_year, school_id, shift))`;

/** First days of school years, and today, for the question marks of `ROLL`. */
export const rollParameters = (firstDays: readonly CivilDate[], today: CivilDate): [string, CivilDate] => [`{${firstDays.join(',')}}`, today];

/** Pupils of a school in one shift on the first day of a school year. */
export interface ShiftRoll {
  readonly schoolId: string;
  readonly day: CivilDate;
  readonly shift: number;
  readonly pupils: number;
}

/** The rolls of some schools by shift, oldest day first. */
export const rollsOf = (em: EntityManager, schoolIds: readonly string[], firstDays: readonly CivilDate[], today: CivilDate): Promise<ShiftRoll[]> =>
  em.execute<ShiftRoll[]>(
    `with ${ROLL}
     select school_id::text as "schoolId", to_char(day, 'YYYY-MM-DD') as day, shift, pupils from roll
      where school_id = any (?::bigint[]) and pupils > 0 order by school_id, day, shift`,
    [...rollParameters(firstDays, today), `{${schoolIds.join(',')}}`],
  );
