import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { BuildingKind, BuildingProgramme, ExpertiseVerdict, ProjectDocumentKind, ProjectStage, ProjectStop } from './project-codes.type.js';
import type { Conclusion } from './project-rules.js';
import { PROJECT, type ProjectRow } from './project.repository.js';
import type { PlanStatement } from './timeline.js';

/** Whose entry it is, and with which version of the project it comes. */
type Of = Pick<ProjectRow, 'id' | 'version'>;

/** A project in sight of this transaction, held until it ends, with the version that the change gives it; read only once it is held. */
export async function lockProject(em: EntityManager, publicId: string): Promise<ProjectRow | null> {
  if (!isPublicId(publicId)) return null;
  const taken = await em.execute<{ id: string }[]>('update project set version = version + 1 where public_id = ? returning id::text', [publicId]);
  if (taken[0] === undefined) return null;
  const [row] = await em.execute<ProjectRow[]>(`${PROJECT} where p.id = ?`, [taken[0].id]);
  return row ?? null;
}

/** What the State expertise has said of a held project, in the order in which it was recorded. */
export const conclusionsOn = (em: EntityManager, { id }: Of): Promise<Conclusion[]> =>
  em.execute<Conclusion[]>('select verdict, concluded_on as "concludedOn" from expertise_conclusion where project_id = ? order by id', [id]);

/** The stages that a held project has been in. */
export async function stagesReached(em: EntityManager, { id }: Of): Promise<ProjectStage[]> {
  const rows = await em.execute<{ stage: ProjectStage }[]>('select distinct stage from project_stage where project_id = ?', [id]);
  return rows.map(({ stage }) => stage);
}

/** What was planned of a held project, in the order in which it was stated. */
export const plansStated = (em: EntityManager, { id }: Of): Promise<Omit<PlanStatement, 'source'>[]> =>
  em.execute<Omit<PlanStatement, 'source'>[]>('select stage, planned_on as "plannedOn", stated_on as "statedOn" from project_plan where project_id = ? order by version', [id]);

/** What a new project says. */
export interface NewProject {
  readonly programme: BuildingProgramme;
  readonly kind: BuildingKind;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly name: { readonly kk: string; readonly ru: string; readonly en: string };
  readonly rural: boolean;
  readonly designCapacity: number;
  readonly customerBin: string;
}

/** Adds a project that has no stage yet. */
export async function insertProject(em: EntityManager, { programme, kind, regionKato, districtKato, name, rural, designCapacity, customerBin }: NewProject, { source }: JournalNote): Promise<Pick<ProjectRow, 'id' | 'path' | 'version'>> {
  const [row] = await em.execute<Pick<ProjectRow, 'id' | 'path' | 'version'>[]>(
    `insert into project (programme, kind, region_kato, district_kato, name_kk, name_ru, name_en, rural, design_capacity, customer_bin, source)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text, path, version`,
    [programme, kind, regionKato, districtKato, name.kk, name.ru, name.en, rural, designCapacity, customerBin, source]);
  if (row === undefined) throw new Error('The register took a project and gave it no key.');
  return row;
}

const by = ({ by: official }: JournalNote): (string | null)[] => [official?.subject ?? null, official?.organisation ?? null];

/** A stage that follows: null where it is the first. */
export interface NewStage {
  readonly stage: ProjectStage;
  readonly stopReason?: ProjectStop;
  readonly contractorBin?: string | null;
  readonly costKzt?: string | null;
  readonly actNumber?: string;
  readonly schoolId?: string;
}

/** Adds a stage after the one in which the project is. */
export const insertStage = (em: EntityManager, project: Of & Pick<ProjectRow, 'path'>, before: Pick<ProjectRow, 'step' | 'stage'> | null, one: NewStage, note: JournalNote): Promise<unknown> =>
  em.execute(
    `insert into project_stage (project_id, path, version, step, from_stage, stage, occurred_on, received_on, stop_reason, contractor_bin, cost_kzt, act_number, school_id, source, official, organisation)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [project.id, project.path, project.version, (before?.step ?? 0) + 1, before?.stage ?? null, one.stage, note.occurredOn, note.receivedOn, one.stopReason ?? null, one.contractorBin ?? null,
      one.costKzt ?? null, one.actNumber ?? null, one.schoolId ?? null, note.source, ...by(note)]);

/** Adds planned days, stated on the note's day. */
export async function insertPlans(em: EntityManager, { id, version }: Of, plans: readonly { readonly stage: ProjectStage; readonly plannedOn: CivilDate }[], note: JournalNote): Promise<void> {
  for (const { stage, plannedOn } of plans) {
    await em.execute('insert into project_plan (project_id, version, stage, planned_on, stated_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?)',
      [id, version, stage, plannedOn, note.occurredOn, note.source, ...by(note)]);
  }
}

/** Adds a conclusion; whether the project had none with that number. */
export async function insertConclusion(em: EntityManager, { id, version }: Of, { number, verdict }: { readonly number: string; readonly verdict: ExpertiseVerdict }, note: JournalNote): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    'insert into expertise_conclusion (project_id, version, number, verdict, concluded_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (project_id, number) do nothing returning 1',
    [id, version, number, verdict, note.occurredOn, note.source, ...by(note)]);
  return rows.length > 0;
}

/** Adds a paper; whether the project did not have it. */
export async function insertDocument(em: EntityManager, { id, version }: Of, { kind, uri, sha256 }: { readonly kind: ProjectDocumentKind; readonly uri: string; readonly sha256: string }, note: JournalNote): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    'insert into project_document (project_id, version, kind, uri, sha256, dated_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (project_id, sha256) do nothing returning 1',
    [id, version, kind, uri, sha256, note.occurredOn, note.source, ...by(note)]);
  return rows.length > 0;
}

/** Adds schools that a project is to relieve. */
export async function insertReliefs(em: EntityManager, { id }: Of, schoolIds: readonly string[]): Promise<void> {
  for (const schoolId of schoolIds) await em.execute('insert into project_relief (project_id, school_id) values (?, ?)', [id, schoolId]);
}
