import type { CivilDate } from '../../../shared/clock.js';
import { defineLoader, groupByKey } from '../../../shared/loader.js';
import type { ExpertiseVerdict, ProjectDocumentKind, ProjectStage, ProjectStop } from './project-codes.type.js';
import type { Conclusion } from './project-rules.js';
import type { PlanStatement } from './timeline.js';

/** What every entry about a project says beside what was done. */
interface Entry {
  readonly projectId: string;
  readonly version: number;
  readonly source: string;
  /** BIN of the official's body; null where nobody's. */
  readonly organisation: string | null;
  readonly recordedAt: string;
}

const ENTRY = 'project_id::text as "projectId", version, source, organisation, recorded_at as "recordedAt"';

/** Entries of a table about projects, each in the order in which it was written. */
const entriesOf = <R extends Entry>(table: string, columns: string, order: string) =>
  defineLoader<string, R[]>(async (ids, { database }) => {
    const rows = await database.relation.execute<R[]>(`select ${ENTRY}, ${columns} from ${table} where project_id in (?) order by project_id, ${order}`, [[...ids]]);
    return groupByKey(ids, rows, ({ projectId }) => projectId);
  });

/** A stage that a project has reached, or come back to. */
export interface StageRow extends Entry {
  readonly step: number;
  readonly from: ProjectStage | null;
  readonly stage: ProjectStage;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly stopReason: ProjectStop | null;
  readonly contractorBin: string | null;
  readonly costKzt: string | null;
}

export const stagesOfProject = entriesOf<StageRow>('project_stage',
  'step, from_stage as "from", stage, occurred_on as "occurredOn", received_on as "receivedOn", stop_reason as "stopReason", contractor_bin as "contractorBin", cost_kzt::text as "costKzt"', 'step');

export interface PlanRow extends Entry, PlanStatement {}

export const plansOfProject = entriesOf<PlanRow>('project_plan', 'stage, planned_on as "plannedOn", stated_on as "statedOn"', 'version, id');

export interface ConclusionRow extends Entry, Conclusion {
  readonly number: string;
  readonly verdict: ExpertiseVerdict;
}

export const conclusionsOfProject = entriesOf<ConclusionRow>('expertise_conclusion', 'number, verdict, concluded_on as "concludedOn"', 'id');

export interface DocumentRow extends Entry {
  readonly kind: ProjectDocumentKind;
  readonly uri: string;
  readonly sha256: string;
  readonly datedOn: CivilDate;
}

export const documentsOfProject = entriesOf<DocumentRow>('project_document', 'kind, uri, sha256, dated_on as "datedOn"', 'id');

/** Keys of the schools that projects are to relieve. */
export const relievedByProject = defineLoader<string, string[]>(async (ids, { database }) => {
  const rows = await database.relation.execute<{ projectId: string; schoolId: string }[]>('select project_id::text as "projectId", school_id::text as "schoolId" from project_relief where project_id in (?) order by school_id', [[...ids]]);
  return groupByKey(ids, rows, ({ projectId }) => projectId).map((own) => own.map(({ schoolId }) => schoolId));
});
