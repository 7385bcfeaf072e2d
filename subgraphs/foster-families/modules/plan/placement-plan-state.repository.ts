import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { PlacementStage } from '../life/placement-stage.type.js';
import type { PlacementPlanAction } from './plan-codes.type.js';
import { PLAN, type PlacementPlanRow } from './placement-plan.repository.js';

/** Plans by a condition on `placement_plan n`, in sight of this transaction and held by it, oldest first. */
export const plansWhere = (em: EntityManager, condition: string, parameters: readonly unknown[]): Promise<PlacementPlanRow[]> =>
  em.execute<PlacementPlanRow[]>(`${PLAN} and ${condition} order by n.id for update of n`, [...parameters]);

/** What a new plan says. */
export type NewPlan = Pick<PlacementPlanRow, 'iin' | 'form' | 'familyId' | 'bodyBin' | 'reason' | 'regionKato' | 'districtKato' | 'plannedFrom' | 'lapsesOn'>;

const INSERT = `
  insert into placement_plan (iin, form, family_id, body_bin, reason, region_kato, district_kato, stage, decided_on, planned_from, lapses_on, source)
  values (?, ?, ?, ?, ?, ?, ?, 'PLANNED', ?, ?, ?, ?) returning id::text`;

/** Adds a plan with the first entry of its journal; its internal key. */
export async function insertPlan(em: EntityManager, one: NewPlan, note: JournalNote): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(INSERT, [one.iin, one.form, one.familyId, one.bodyBin, one.reason, one.regionKato, one.districtKato, note.occurredOn, one.plannedFrom, one.lapsesOn, note.source]);
  if (row === undefined) throw new Error('The register took a plan and gave it no key.');
  await record(em, row.id, { action: 'PLAN', from: null, to: 'PLANNED', version: 1 }, note);
  return row.id;
}

interface Entry {
  readonly action: PlacementPlanAction;
  readonly from: PlacementStage | null;
  readonly to: PlacementStage;
  readonly version: number;
}

const record = (em: EntityManager, plan: string, { action, from, to, version }: Entry, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute('insert into placement_plan_event (plan_id, version, action, from_stage, to_stage, occurred_on, received_on, source, official, organisation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [plan, version, action, from, to, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

/** What a step changes beside the stage; what is left out stays. */
export interface PlanChange {
  readonly action: PlacementPlanAction;
  readonly to: PlacementStage;
  readonly contractNumber?: string;
  readonly contractUntil?: CivilDate | null;
  readonly contractBin?: string;
  readonly placementId?: string;
}

const CLOSED: ReadonlySet<PlacementStage> = new Set<PlacementStage>(['ACTIVE', 'WITHDRAWN', 'LAPSED']);

const UPDATE = `
  update placement_plan set stage = ?, version = version + 1, contract_number = coalesce(?, contract_number), contract_on = coalesce(?::date, contract_on), contract_until = coalesce(?::date, contract_until),
         contract_bin = coalesce(?, contract_bin), placement_id = coalesce(?::bigint, placement_id), closed_on = ?::date where id = ?`;

/** Takes a step: the plan, its next version and the entry in its journal. */
export async function changePlan(em: EntityManager, { id, stage, version }: PlacementPlanRow, change: PlanChange, note: JournalNote): Promise<void> {
  const { action, to, contractNumber = null, contractUntil = null, contractBin = null, placementId = null } = change;
  const { occurredOn } = note;
  await em.execute(UPDATE, [to, contractNumber, contractNumber === null ? null : occurredOn, contractUntil, contractBin, placementId, CLOSED.has(to) ? occurredOn : null, id]);
  await record(em, id, { action, from: stage, to, version: version + 1 }, note);
}
