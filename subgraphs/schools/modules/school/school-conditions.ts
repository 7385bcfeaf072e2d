import type { CountedBy } from '../infrastructure/infrastructure.repository.js';
import { ROLL, rollParameters } from '../roll/roll.repository.js';
import type { BuildingState, InstructionLanguage, SchoolOwnership, SchoolProgramme, SchoolType } from './school.enums.js';

/** What schools may be narrowed by; what is not given is no condition. */
export interface SchoolConditions {
  readonly regionKato?: string | null | undefined;
  readonly districtKato?: string | null | undefined;
  readonly type?: SchoolType | null | undefined;
  readonly ownership?: SchoolOwnership | null | undefined;
  readonly language?: InstructionLanguage | null | undefined;
  readonly rural?: boolean | null | undefined;
  readonly buildingState?: BuildingState | null | undefined;
  readonly programme?: SchoolProgramme | null | undefined;
  readonly shifts?: number | null | undefined;
  /** Whether a project that goes on is to relieve it. */
  readonly relieved?: boolean | null | undefined;
  /** Whether it has more pupils than places. */
  readonly deficit?: boolean | null | undefined;
  /** The fewest places that it must have left. */
  readonly freePlaces?: number | null | undefined;
}

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly (string | number | boolean)[];
}

/** True of a school `s` that a project is to relieve which is neither open nor given up. */
export const RELIEVED = `exists (select 1 from project_relief r where r.school_id = s.id
  and (select n.stage from project_stage n where n.project_id = r.project_id order by n.step desc limit 1) not in ('OPENED', 'CANCELLED'))`;

/**
 * Pupils of schools as `c (school_id, pupils)`: to be read on the relation path. Of a school that has fewer than may be told nothing is known
 * by them, whichever way one asks: neither that it has too few places nor that it has some left.
 */
export const counted = ({ day, today }: CountedBy): Sql => ({ sql: `${ROLL}, c as (select school_id, sum(pupils)::int as pupils from roll group by school_id)`, values: rollParameters([day], today) });

/** The conditions that are given, over a school `s` and its pupils `c`, as one that is true without any. */
export function schoolsWhere(where: SchoolConditions, { shifts, smallest }: CountedBy): Sql {
  const { regionKato, districtKato, type, ownership, language, rural, buildingState, programme, shifts: worksIn, relieved, deficit, freePlaces } = where;
  const all: readonly (readonly [sql: string, value: string | number | boolean | null | undefined, ...before: number[]])[] = [
    ['s.region_kato = ?', regionKato], ['s.district_kato = ?', districtKato], ['s.type = ?', type], ['s.ownership = ?', ownership], ['? = any (s.languages)', language], ['s.rural = ?', rural],
    ['s.building_state = ?', buildingState], ['s.programme = ?', programme], ['s.shifts = ?', worksIn], [`${RELIEVED} = ?`, relieved],
    ['(c.pupils >= ? and (c.pupils > s.design_capacity * ?) = ?)', deficit, smallest, shifts],
    ['(c.pupils >= ? and s.design_capacity * ? - c.pupils >= ?)', freePlaces, smallest, shifts],
  ];
  const given = all.flatMap(([sql, value, ...before]) => (value == null ? [] : [{ sql, values: [...before, value] }]));
  return { sql: given.map(({ sql }) => `and ${sql}`).join(' '), values: given.flatMap(({ values }) => values) };
}

/** Whether pupils have to be counted for the conditions. */
export const countsPupils = ({ deficit, freePlaces }: SchoolConditions): boolean => deficit != null || freePlaces != null;
