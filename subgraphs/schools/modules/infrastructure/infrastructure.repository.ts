import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { ROLL, rollParameters } from '../roll/roll.repository.js';
import type { CountedPupils } from './places.js';

/** Schools of a district at work, added up; `untold` is of schools whose own count is too small to be told. */
export interface DistrictTotals extends CountedPupils {
  readonly region: string;
  readonly district: string;
  readonly schools: number;
  readonly capacity: number;
  readonly deficit: number;
  readonly crowded: number;
  readonly threeShift: number;
  readonly emergency: number;
}

/** Which districts: all of some regions, some, or all. */
export type Places = { readonly regions: readonly string[] } | { readonly districts: readonly string[] } | 'all';

/** What counts are taken by. */
export interface CountedBy {
  /** First day of the school year. */
  readonly day: CivilDate;
  readonly today: CivilDate;
  /** Shifts in which places are counted. */
  readonly shifts: number;
  /** Pupils of a school whose number may be told. */
  readonly smallest: number;
}

const condition = (places: Places): readonly [string, readonly string[]] =>
  places === 'all' ? ['true', []] : 'regions' in places ? ['s.region_kato = any (?::text[])', places.regions] : ['s.district_kato = any (?::text[])', places.districts];

/** Totals of districts in one statement. */
export function districtTotals(em: EntityManager, places: Places, { day, today, shifts, smallest }: CountedBy): Promise<DistrictTotals[]> {
  const [where, katos] = condition(places);
  return em.execute<DistrictTotals[]>(
    `with ${ROLL},
     counted as (select school_id, sum(pupils)::int as pupils from roll group by school_id)
     select s.region_kato as region, s.district_kato as district, count(*)::int as schools, sum(s.design_capacity)::int as capacity,
            coalesce(sum(c.pupils), 0)::int as pupils,
            coalesce(sum(c.pupils) filter (where c.pupils < ?), 0)::int as untold,
            coalesce(sum(c.pupils - s.design_capacity * ?) filter (where c.pupils >= ? and c.pupils > s.design_capacity * ?), 0)::int as deficit,
            (count(*) filter (where c.pupils >= ? and c.pupils > s.design_capacity * ?))::int as crowded,
            (count(*) filter (where s.shifts = 3))::int as "threeShift",
            (count(*) filter (where s.building_state = 'EMERGENCY'))::int as emergency
       from school s left join counted c on c.school_id = s.id
      where ${where} and s.opened_on <= ? and (s.closed_on is null or s.closed_on > ?)
      group by s.region_kato, s.district_kato order by s.region_kato, s.district_kato`,
    [...rollParameters([day], today), smallest, shifts, smallest, shifts, smallest, shifts, ...(places === 'all' ? [] : [`{${katos.join(',')}}`]), day, day],
  );
}
