import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { defineLoader, groupByKey } from '../../../shared/loader.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { ProjectFact } from './project-codes.type.js';
import type { ProjectRow } from './project.repository.js';

/** Where the row of a project has a fact, and of what type it is there. */
const COLUMNS: Readonly<Record<ProjectFact, { readonly column: string; readonly type: string }>> = {
  DESIGN_CAPACITY: { column: 'design_capacity', type: 'int' }, DISTRICT: { column: 'district_kato', type: 'text' }, RURAL: { column: 'rural', type: 'boolean' },
  NAME_KK: { column: 'name_kk', type: 'text' }, NAME_RU: { column: 'name_ru', type: 'text' }, NAME_EN: { column: 'name_en', type: 'text' }, CUSTOMER: { column: 'customer_bin', type: 'text' },
};

/** SQL of a fact of a project `p`: as it was corrected last, else as its row has it; `known` narrows the corrections `k` that are heard. */
export function factOf(fact: ProjectFact, known = 'true'): string {
  const { column, type } = COLUMNS[fact];
  return `coalesce((select k.corrected from project_correction k where k.project_id = p.id and k.fact = '${fact}' and ${known} order by k.version desc limit 1)::${type}, p.${column})`;
}

/** A fact that was recorded by mistake. */
export interface Correction {
  readonly fact: ProjectFact;
  readonly was: string;
  readonly corrected: string;
}

export interface CorrectionRow extends Correction {
  readonly projectId: string;
  readonly version: number;
  readonly reason: string;
  readonly occurredOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** Corrections of projects, in the order in which they were recorded. */
export const correctionsOfProject = defineLoader<string, CorrectionRow[]>(async (ids, { database }) => {
  const rows = await database.relation.execute<CorrectionRow[]>(
    `select project_id::text as "projectId", version, fact, was, corrected, reason, occurred_on as "occurredOn", source, organisation, recorded_at as "recordedAt"
       from project_correction where project_id in (?) order by project_id, id`, [[...ids]]);
  return groupByKey(ids, rows, ({ projectId }) => projectId);
});

/** Adds corrections of a held project, for one reason. */
export async function insertCorrections(em: EntityManager, { id, version }: Pick<ProjectRow, 'id' | 'version'>, corrections: readonly Correction[], reason: string, { occurredOn, receivedOn, source, by }: JournalNote): Promise<void> {
  for (const { fact, was, corrected } of corrections) {
    await em.execute(
      'insert into project_correction (project_id, version, fact, was, corrected, reason, occurred_on, received_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [id, version, fact, was, corrected, reason, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);
  }
}
