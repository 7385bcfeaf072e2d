import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { factOf } from '../project/project-correction.repository.js';
import type { BuildingKind, BuildingProgramme } from '../project/project-codes.type.js';
import type { KnownProject } from './progress.js';

/** Projects that were known by a day, not as cancelled, with what had been stated and was known to be done by then. */
export const projectsKnownOn = (em: EntityManager, programme: BuildingProgramme | null, kind: BuildingKind, day: CivilDate): Promise<KnownProject[]> =>
  em.execute<KnownProject[]>(
    `select ${factOf('DESIGN_CAPACITY', 'k.received_on <= ?')} as "designCapacity", n.delivered_on as "deliveredOn",
            (select l.planned_on from project_plan l where l.project_id = p.id and l.stage = 'COMMISSIONED' and l.stated_on <= ? order by l.version desc limit 1) as "plannedOn"
       from project p cross join lateral (
         select min(s.occurred_on) as since, min(s.occurred_on) filter (where s.stage = 'COMMISSIONED') as delivered_on, bool_or(s.stage = 'CANCELLED') as cancelled
           from project_stage s where s.project_id = p.id and s.received_on <= ?) n
      where (?::text is null or p.programme = ?) and p.kind = ? and n.since is not null and not n.cancelled`,
    [day, day, day, programme, programme, kind]);
