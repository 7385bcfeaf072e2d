import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { factOf } from '../project/project-correction.repository.js';
import { NOW, OPENING } from '../project/project.repository.js';

interface OfDistrict {
  readonly region: string;
  readonly district: string;
}

/** Children of a district who have the age for class 1 on the first day of one school year. */
export interface CohortRow extends OfDistrict {
  /** The calendar year in which that school year begins. */
  readonly year: number;
  readonly children: number;
}

/** Places by design, in one shift, that a district has or is to have. */
export interface CapacityRow extends OfDistrict {
  readonly capacity: number;
  /** Of it, that of schools which are at work since the running school year began. */
  readonly since: number;
  /** Null for schools at work; else when the last plan opens them. */
  readonly opensOn: CivilDate | null;
}

/** Cohorts of the whole country from a school year on, less the children whose whereabouts are withheld today: those are few, and counted one by one. For the relation path, on which the code counts. */
export const cohortsFrom = (em: EntityManager, year: number, today: CivilDate): Promise<CohortRow[]> =>
  em.execute<CohortRow[]>(
    `with withheld as (
       select a.district_kato, extract(year from a.birth_date)::int + n.age + case when a.birth_date > make_date(extract(year from a.birth_date)::int, n.month, 1) then 1 else 0 end as first_year, count(*)::int as children
         from (select distinct iin from restricted_child where valid_to is null or valid_to > ?) as r join resident_child a using (iin)
         cross join (select max(value) filter (where code = 'CLASS_1_AGE') as age, max(value) filter (where code = 'SCHOOL_YEAR_MONTH') as month from school_norm where valid_to is null) as n
        where a.died_on is null and a.district_kato is not null group by 1, 2)
     select c.region_kato as region, c.district_kato as district, c.first_year as year, c.children - coalesce(w.children, 0) as children
       from resident_cohort c left join withheld w using (first_year, district_kato) where c.first_year >= ?`,
    [today, year],
  );

/**
 * Capacities of schools at work today, and of those in building: by district, and by the day on which they open. A plan whose day has
 * passed promises nothing, but for a building that is there.
 */
export const capacities = (em: EntityManager, running: CivilDate, today: CivilDate): Promise<CapacityRow[]> =>
  em.execute<CapacityRow[]>(
    `select region_kato as region, district_kato as district, sum(design_capacity)::int as capacity, coalesce(sum(design_capacity) filter (where opened_on > ?), 0)::int as since, null as "opensOn" from school
      where opened_on <= ? and (closed_on is null or closed_on > ?) group by 1, 2
     union all
     select p.region_kato, ${factOf('DISTRICT')}, sum(${factOf('DESIGN_CAPACITY')})::int, 0, o.opens_on::text from project p cross join lateral (${NOW}) n cross join lateral (select ${OPENING} as opens_on) o
      where p.kind = 'SCHOOL' and n.stage not in ('OPENED', 'SUSPENDED', 'CANCELLED') and o.opens_on is not null and (o.opens_on >= ? or n.stage = 'COMMISSIONED') group by 1, 2, 5`,
    [running, today, today, today],
  );
