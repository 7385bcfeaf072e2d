import type { EntityManager } from '@mikro-orm/postgresql';
import type { CountedBy } from '../infrastructure/infrastructure.repository.js';
import { counted, RELIEVED, schoolsWhere, type SchoolConditions } from '../school/school-conditions.js';
import type { SchoolGrouping } from './school-statistics.type.js';

/** Schools at work of one group. What has to do with pupils is of those that tell how many they have. */
export interface SchoolGroup {
  readonly group: string;
  readonly schools: number;
  readonly designCapacity: number;
  readonly threeShiftSchools: number;
  readonly emergencySchools: number;
  readonly relievedSchools: number;
  readonly schoolsTold: number;
  readonly pupils: number;
  readonly deficit: number;
  readonly crowdedSchools: number;
  readonly freePlaces: number;
}

/** What schools are grouped by; a school with several languages is in the group of each. */
const GROUPS: Readonly<Record<SchoolGrouping, string>> = {
  NATION: `'KZ'`, REGION: 's.region_kato', DISTRICT: 's.district_kato', TYPE: 's.type', OWNERSHIP: 's.ownership', LANGUAGE: 'l.language', RURAL: `case when s.rural then 'RURAL' else 'URBAN' end`,
  BUILDING_STATE: 's.building_state', SHIFTS: 's.shifts::text', PROGRAMME: `coalesce(s.programme, 'NONE')`,
};

/** Groups in one statement, by their names. */
export function schoolGroups(em: EntityManager, grouping: SchoolGrouping, conditions: SchoolConditions, by: CountedBy): Promise<SchoolGroup[]> {
  const [pupils, where] = [counted(by), schoolsWhere(conditions, by)];
  const languages = grouping === 'LANGUAGE' ? 'cross join lateral unnest(s.languages) as l (language)' : '';
  return em.execute<SchoolGroup[]>(
    `with ${pupils.sql},
     told as (select ${GROUPS[grouping]} as "group", s.design_capacity, s.shifts, s.building_state, ${RELIEVED} as relieved, s.design_capacity * ? as places, case when c.pupils >= ? then c.pupils end as pupils
       from school s left join c on c.school_id = s.id ${languages} where s.closed_on is null ${where.sql})
     select "group", count(*)::int as schools, sum(design_capacity)::int as "designCapacity", (count(*) filter (where shifts = 3))::int as "threeShiftSchools",
            (count(*) filter (where building_state = 'EMERGENCY'))::int as "emergencySchools", (count(*) filter (where relieved))::int as "relievedSchools", count(pupils)::int as "schoolsTold",
            coalesce(sum(pupils), 0)::int as pupils, coalesce(sum(greatest(pupils - places, 0)), 0)::int as deficit, (count(*) filter (where pupils > places))::int as "crowdedSchools",
            coalesce(sum(greatest(places - pupils, 0)), 0)::int as "freePlaces"
       from told group by 1 order by 1`,
    [...pupils.values, by.shifts, by.smallest, ...where.values]);
}
