import type { EntityManager } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { PreventionProgramme, PreventionStage } from './prevention.enums.js';

interface OfProgramme {
  readonly schoolId: string;
  readonly programme: PreventionProgramme;
}

export interface StageRow extends OfProgramme {
  readonly stage: PreventionStage;
  readonly reachedOn: CivilDate;
  readonly source: string;
}

export interface StaffRow extends OfProgramme {
  readonly countedOn: CivilDate;
  readonly trained: number;
}

export interface SurveyRow extends OfProgramme {
  readonly schoolYear: number;
  readonly surveyedOn: CivilDate;
  readonly respondents: number;
  readonly victims: number;
  readonly aggressors: number;
  readonly withTrustedAdult: number;
}

export interface CasesRow extends OfProgramme {
  readonly quarter: CivilDate;
  readonly opened: number;
  readonly closed: number;
  /** Days, as text; null where none was closed. */
  readonly medianDays: string | null;
}

/** All that is recorded of some schools, each list oldest first; of a day, school year or quarter what was recorded last. */
export interface PreventionRows {
  readonly stages: readonly StageRow[];
  readonly staff: readonly StaffRow[];
  readonly surveys: readonly SurveyRow[];
  readonly cases: readonly CasesRow[];
}

const KEY = 'school_id::text as "schoolId", programme';
const SCHOOLS = 'school_id = any (?::bigint[])';

const last = (table: string, by: string, columns: string): string =>
  `select distinct on (school_id, programme, ${by}) ${KEY}, ${columns} from ${table} where ${SCHOOLS} order by school_id, programme, ${by}, id desc`;

const STAGES = `select ${KEY}, stage, reached_on::text as "reachedOn", source from prevention_stage where ${SCHOOLS} order by school_id, programme, id`;
const STAFF = last('prevention_staff', 'counted_on', 'counted_on::text as "countedOn", trained');
const SURVEYS = last('prevention_survey', 'school_year', 'school_year as "schoolYear", surveyed_on::text as "surveyedOn", respondents, victims, aggressors, with_trusted_adult as "withTrustedAdult"');
const CASES = last('prevention_cases', 'quarter', 'quarter::text, opened, closed, median_days::text as "medianDays"');

export async function preventionOf(em: EntityManager, schoolIds: readonly string[]): Promise<PreventionRows> {
  const ids = [`{${schoolIds.join(',')}}`];
  const [stages, staff, surveys, cases] = [
    await em.execute<StageRow[]>(STAGES, ids), await em.execute<StaffRow[]>(STAFF, ids), await em.execute<SurveyRow[]>(SURVEYS, ids), await em.execute<CasesRow[]>(CASES, ids),
  ];
  return { stages, staff, surveys, cases };
}

/** Schools of a district that take part in a programme, added up; of surveys the last of each school. */
export interface CoverageRow {
  readonly region: string;
  readonly district: string;
  readonly programme: PreventionProgramme;
  readonly stage: PreventionStage;
  readonly schools: number;
  readonly trained: number;
  /** Pupils asked, and the groups among them, of the schools whose own groups may be told. */
  readonly victims: readonly [number, number];
  readonly aggressors: readonly [number, number];
}

const tells = (group: string): string => `v.respondents >= smallest and (v.${group} = 0 or v.${group} >= smallest) and (v.respondents - v.${group} = 0 or v.respondents - v.${group} >= smallest)`;

const sums = (group: string): string => `array[coalesce(sum(v.respondents) filter (where ${tells(group)}), 0), coalesce(sum(v.${group}) filter (where ${tells(group)}), 0)]::int[] as ${group}`;

/** Totals by district, programme and stage, of schools at work on a day; `smallest` is the smallest group that may be told. */
export const coverageOf = (em: EntityManager, smallest: number, day: CivilDate): Promise<CoverageRow[]> =>
  em.execute<CoverageRow[]>(
    `with limits as (select ?::int as smallest, ?::date as day)
     select s.region_kato as region, s.district_kato as district, p.programme, p.stage, count(*)::int as schools, coalesce(sum(f.trained), 0)::int as trained, ${sums('victims')}, ${sums('aggressors')}
       from (select distinct on (school_id, programme) school_id, programme, stage from prevention_stage order by school_id, programme, id desc) as p
       join school s on s.id = p.school_id cross join limits
       left join (select distinct on (school_id, programme) * from prevention_staff order by school_id, programme, counted_on desc, id desc) as f on f.school_id = p.school_id and f.programme = p.programme
       left join (select distinct on (school_id, programme) * from prevention_survey order by school_id, programme, school_year desc, id desc) as v on v.school_id = p.school_id and v.programme = p.programme
      where p.stage <> 'WITHDRAWN' and s.opened_on <= day and (s.closed_on is null or s.closed_on > day) group by 1, 2, 3, 4`,
    [smallest, day],
  );

export interface StatementRow {
  readonly programme: PreventionProgramme;
  readonly statedOn: CivilDate;
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  readonly certainty: Certainty;
}

export const statements = (em: EntityManager): Promise<StatementRow[]> =>
  em.execute<StatementRow[]>('select programme, stated_on::text as "statedOn", code, value::text, unit, source, certainty from prevention_statement order by programme desc, stated_on, code');

/** Where a school stands with a programme; null where it has not taken part. */
export async function stageOf(em: EntityManager, schoolId: string, programme: PreventionProgramme): Promise<{ readonly stage: PreventionStage; readonly reachedOn: CivilDate } | null> {
  const [row] = await em.execute<{ stage: PreventionStage; reachedOn: CivilDate }[]>('select stage, reached_on::text as "reachedOn" from prevention_stage where school_id = ? and programme = ? order by id desc limit 1', [schoolId, programme]);
  return row ?? null;
}

/** Adds what was reported; columns as they are called in the database. */
export async function addReport(em: EntityManager, table: 'prevention_stage' | 'prevention_staff' | 'prevention_survey' | 'prevention_cases', columns: Readonly<Record<string, string | number | null>>): Promise<void> {
  const names = Object.keys(columns);
  await em.execute(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`, Object.values(columns));
}
