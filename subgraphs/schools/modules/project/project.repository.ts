import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, defineLoader, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { BuildingKind, BuildingProgramme, ProjectStage } from './project-codes.type.js';
import { factOf } from './project-correction.repository.js';
import type { Standing } from './project-rules.js';

/** A project as it was corrected last, and where its last stage has left it. */
export interface ProjectRow extends Standing {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly programme: BuildingProgramme;
  readonly kind: BuildingKind;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly nameKk: string;
  readonly nameRu: string;
  readonly nameEn: string;
  readonly rural: boolean;
  readonly designCapacity: number;
  readonly customerBin: string;
  readonly contractorBin: string | null;
  /** Exact, as the column has it. */
  readonly costKzt: string | null;
  readonly actNumber: string | null;
  readonly plannedSince: CivilDate;
  readonly commissionedOn: CivilDate | null;
  readonly openedOn: CivilDate | null;
  /** Key of the school that it became. */
  readonly schoolId: string | null;
  readonly step: number;
  readonly source: string;
  readonly version: number;
}

/** Of what was said at several stages the last is heard. */
const last = (column: string, condition = 'true'): string => `(array_agg(s.${column} order by s.step desc) filter (where ${condition}))[1] as ${column}`;

/** SQL of where the last stages of a project (`p`) have left it. */
export const NOW = `select ${last('stage')}, ${last('occurred_on')}, ${last('resumes_at')}, ${last('contractor_bin', 's.contractor_bin is not null')}, ${last('cost_kzt', 's.cost_kzt is not null')},
  max(s.step) as step, max(s.act_number) as act_number, max(s.school_id) as school_id, min(s.occurred_on) as planned_since,
  min(s.occurred_on) filter (where s.stage = 'COMMISSIONED') as commissioned_on, min(s.occurred_on) filter (where s.stage = 'OPENED') as opened_on
  from project_stage s where s.project_id = p.id`;

export const PROJECT = `select p.id::text, p.public_id::text as "publicId", p.programme, p.kind, p.path, p.region_kato as "regionKato", ${factOf('DISTRICT')} as "districtKato",
  ${factOf('NAME_KK')} as "nameKk", ${factOf('NAME_RU')} as "nameRu", ${factOf('NAME_EN')} as "nameEn", ${factOf('RURAL')} as rural, ${factOf('DESIGN_CAPACITY')} as "designCapacity", ${factOf('CUSTOMER')} as "customerBin", p.source, p.version,
  n.stage, n.occurred_on as since, n.resumes_at as "resumesAt", n.contractor_bin as "contractorBin", n.cost_kzt::text as "costKzt", n.step, n.act_number as "actNumber",
  n.school_id::text as "schoolId", n.planned_since as "plannedSince", n.commissioned_on as "commissionedOn", n.opened_on as "openedOn"
  from project p cross join lateral (${NOW}) n`;

/** Projects by internal key. They are public, so they are read past the regions. */
export const projectById = defineLoader<string, ProjectRow | null>(async (ids, { database }) =>
  alignByKey(ids, await database.relation.execute<ProjectRow[]>(`${PROJECT} where p.id in (?)`, [[...ids]]), ({ id }) => id));

/** Projects by the id that clients see. */
export const projectByPublicId = defineLoader<string, ProjectRow | null>(async (ids, { database }) =>
  alignByKey(ids, await database.relation.execute<ProjectRow[]>(`${PROJECT} where p.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** The project that a school came from. */
export const projectOfSchool = defineLoader<string, ProjectRow | null>(async (schools, { database }) =>
  alignByKey(schools, await database.relation.execute<ProjectRow[]>(`${PROJECT} where p.id in (select project_id from project_stage where school_id in (?))`, [[...schools]]), ({ schoolId }) => schoolId));

/** The projects that are to relieve schools, in the order in which they were planned. */
export const reliefsOfSchool = defineLoader<string, ProjectRow[]>(async (schools, { database }) => {
  const rows = await database.relation.execute<(ProjectRow & { relieved: string })[]>(
    `select q.*, r.school_id::text as relieved from project_relief r join (${PROJECT} where p.id in (select project_id from project_relief where school_id in (?))) q on q.id::bigint = r.project_id
      where r.school_id in (?) order by r.project_id`, [[...schools], [...schools]]);
  return groupByKey(schools, rows, ({ relieved }) => relieved);
});

/** What a list of projects may be narrowed by; null means no condition. */
export interface ProjectConditions {
  readonly regionKato: string | null;
  readonly districtKato: string | null;
  readonly programme: BuildingProgramme | null;
  readonly kind: BuildingKind | null;
  readonly stage: ProjectStage | null;
  readonly late: boolean | null;
  readonly contractorBin: string | null;
  readonly openingBefore: CivilDate | null;
}

/** As `isLate` has it: a stage ahead whose first planned day has passed. */
const LATE = `(n.stage <> 'CANCELLED' and exists (select 1 from project_plan f where f.project_id = p.id and f.planned_on < ?::date
  and f.version = (select min(e.version) from project_plan e where e.project_id = f.project_id and e.stage = f.stage)
  and not exists (select 1 from project_stage r where r.project_id = f.project_id and r.stage = f.stage)))`;

const lastPlan = (stage: string): string => `(select l.planned_on from project_plan l where l.project_id = p.id and l.stage = '${stage}' order by l.version desc limit 1)`;

/** As `openingOf` has it, of a project (`p`) and where it stands (`n`). */
export const OPENING = `coalesce(n.opened_on, ${lastPlan('OPENED')}, n.commissioned_on, ${lastPlan('COMMISSIONED')})`;

/** Projects ordered by an internal key; one row more than the page. */
export const listProjects = (em: EntityManager, where: ProjectConditions, today: CivilDate, { limit, after }: PageRequest): Promise<ProjectRow[]> =>
  em.execute<ProjectRow[]>(
    `${PROJECT} where p.id > ? and (?::text is null or p.region_kato = ?) and (?::text is null or ${factOf('DISTRICT')} = ?) and (?::text is null or p.programme = ?) and (?::text is null or p.kind = ?)
        and (?::text is null or n.stage = ?) and (?::boolean is null or ${LATE} = ?) and (?::text is null or n.contractor_bin = ?)
        and (?::date is null or (n.stage <> 'CANCELLED' and ${OPENING} < ?::date))
      order by p.id limit ?`,
    [after ?? '0', where.regionKato, where.regionKato, where.districtKato, where.districtKato, where.programme, where.programme, where.kind, where.kind,
      where.stage, where.stage, where.late, today, where.late, where.contractorBin, where.contractorBin, where.openingBefore, where.openingBefore, limit + 1]);
