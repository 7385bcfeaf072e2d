import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';

export interface RegionTotals {
  readonly region_kato: string;
  readonly schools: number;
  readonly design_capacity: number;
  readonly pupils: number;
  /** Pupils of schools whose own count is too small to be told. */
  readonly hidden_pupils: number;
  readonly deficit: number;
}

/** Totals of regions in one statement; `day` is that of the roll. */
export function regionTotals(em: EntityManager, regions: readonly string[], day: CivilDate, shifts: number, smallest: number): Promise<RegionTotals[]> {
  return em.execute<RegionTotals[]>(
    `with roll as (
       select school_id, count(*) as pupils from enrolment
        where valid_from <= ? and (valid_to is null or valid_to > ?) group by school_id)
     select s.region_kato, count(*)::int as schools, sum(s.design_capacity)::int as design_capacity,
            coalesce(sum(r.pupils), 0)::int as pupils,
            coalesce(sum(r.pupils) filter (where r.pupils < ?), 0)::int as hidden_pupils,
            coalesce(sum(greatest(0, r.pupils - s.design_capacity * ?)) filter (where r.pupils >= ?), 0)::int as deficit
       from school s left join roll r on r.school_id = s.id
      where s.region_kato in (?) and s.opened_on <= ? and (s.closed_on is null or s.closed_on > ?)
      group by s.region_kato`,
    [day, day, smallest, shifts, smallest, [...regions], day, day],
  );
}
