import { defineLoader } from '../../../shared/loader.js';
import type { ProjectStage } from './project-codes.type.js';
import { factOf } from './project-correction.repository.js';

/** School projects of a district in one stage. */
export interface StageCount {
  readonly region: string;
  readonly district: string;
  readonly stage: ProjectStage;
  readonly projects: number;
  /** In one shift. */
  readonly designCapacity: number;
}

/** Those of the whole country, once per request; stages in no order, without those that no project is in. */
export const stageCounts = defineLoader<'all', StageCount[]>(async (keys, { database }) => {
  const rows = await database.relation.execute<StageCount[]>(
    `select p.region_kato as region, ${factOf('DISTRICT')} as district, n.stage, count(*)::int as projects, sum(${factOf('DESIGN_CAPACITY')})::int as "designCapacity"
       from project p cross join lateral (select s.stage from project_stage s where s.project_id = p.id order by s.step desc limit 1) n
      where p.kind = 'SCHOOL' group by 1, 2, 3`);
  return keys.map(() => rows);
});
