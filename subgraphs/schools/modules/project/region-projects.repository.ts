import { defineLoader, groupByKey } from '../../../shared/loader.js';
import type { ProjectStage } from './project-codes.type.js';

/** School projects of a region in one stage. */
export interface StageCount {
  readonly regionKato: string;
  readonly stage: ProjectStage;
  readonly projects: number;
  /** In one shift. */
  readonly designCapacity: number;
}

/** All regions of a request in one statement; stages in no order, without those that no project is in. */
export const stageCounts = defineLoader<string, StageCount[]>(async (regions, { database }) => {
  const rows = await database.relation.execute<StageCount[]>(
    `select p.region_kato as "regionKato", n.stage, count(*)::int as projects, sum(p.design_capacity)::int as "designCapacity"
       from project p cross join lateral (select s.stage from project_stage s where s.project_id = p.id order by s.step desc limit 1) n
      where p.kind = 'SCHOOL' and p.region_kato in (?) group by p.region_kato, n.stage`, [[...regions]]);
  return groupByKey(regions, rows, ({ regionKato }) => regionKato);
});
