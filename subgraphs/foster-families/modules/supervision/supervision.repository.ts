import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { VisitFinding } from './supervision-codes.type.js';

/** A visit to a child in its placement. */
export interface VisitRow {
  readonly placement: string;
  readonly announced: boolean;
  readonly visitedOn: CivilDate;
  readonly childSeen: boolean;
  readonly seenAlone: boolean;
  readonly finding: VisitFinding;
  readonly source: string;
}

/** The visits to placements, oldest first. */
export const visitsOf = definePathLoader<string, VisitRow[]>(onRegister, async (em, placements) => {
  const rows = await em.execute<VisitRow[]>(
    `select placement_id::text as placement, announced, visited_on as "visitedOn", child_seen as "childSeen", seen_alone as "seenAlone", finding, source
       from placement_visit where placement_id in (?) order by visited_on, id`, [[...placements]]);
  return groupByKey(placements, rows, ({ placement }) => placement);
});

/** A report on a child, and which of those that fall due it is. */
export interface ReportRow {
  readonly placement: string;
  readonly dueOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly healthPassport: boolean;
  readonly source: string;
}

/** The reports on placements, in the order in which they fell due. */
export const reportsOf = definePathLoader<string, ReportRow[]>(onRegister, async (em, placements) => {
  const rows = await em.execute<ReportRow[]>(
    `select placement_id::text as placement, due_on as "dueOn", received_on as "receivedOn", health_passport as "healthPassport", source
       from placement_report where placement_id in (?) order by due_on`, [[...placements]]);
  return groupByKey(placements, rows, ({ placement }) => placement);
});
