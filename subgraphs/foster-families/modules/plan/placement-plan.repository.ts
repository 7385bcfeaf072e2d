import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { onRegister } from '../access/register.service.js';
import type { JournalRow } from '../../../shared/mutation/journal-entry.type.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementStage } from '../life/placement-stage.type.js';
import type { PlacementReason } from '../placement/placement-reason.type.js';
import type { PlacementPlanAction } from './plan-codes.type.js';

/** A planned placement as its row has it. What an adoption has sealed is read by nobody. */
export interface PlacementPlanRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  readonly form: PlacementFormCode;
  /** Internal key, and the id that clients see. */
  readonly familyId: string;
  readonly family: string;
  readonly bodyBin: string;
  readonly reason: PlacementReason;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly stage: PlacementStage;
  readonly decidedOn: CivilDate;
  readonly plannedFrom: CivilDate;
  /** First day on which it holds no room any more. */
  readonly lapsesOn: CivilDate;
  readonly contractNumber: string | null;
  readonly contractOn: CivilDate | null;
  readonly contractUntil: CivilDate | null;
  readonly contractBin: string | null;
  readonly placementId: string | null;
  readonly closedOn: CivilDate | null;
  readonly source: string;
  readonly version: number;
}

export const PLAN = `select n.id::text, n.public_id::text as "publicId", n.iin, n.form, n.family_id::text as "familyId", (select f.public_id::text from foster_family f where f.id = n.family_id) as family,
  n.body_bin as "bodyBin", n.reason, n.region_kato as "regionKato", n.district_kato as "districtKato", n.stage, n.decided_on as "decidedOn", n.planned_from as "plannedFrom", n.lapses_on as "lapsesOn",
  n.contract_number as "contractNumber", n.contract_on as "contractOn", n.contract_until as "contractUntil", n.contract_bin as "contractBin", n.placement_id::text as "placementId",
  n.closed_on as "closedOn", n.source, n.version from placement_plan n where n.sealed_on is null`;

/** Nobody touches a plan when its time has passed, so that is read from the day. */
export const planStageOn = ({ stage, closedOn, lapsesOn }: Pick<PlacementPlanRow, 'stage' | 'closedOn' | 'lapsesOn'>, day: CivilDate): PlacementStage =>
  (closedOn === null && lapsesOn <= day ? 'LAPSED' : stage);

/** Plans by internal key. */
export const planById = definePathLoader<string, PlacementPlanRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<PlacementPlanRow[]>(`${PLAN} and n.id in (?)`, [[...ids]]), ({ id }) => id));

/** An entry of a plan's journal. */
export interface PlanEventRow extends JournalRow {
  readonly planId: string;
  readonly action: PlacementPlanAction;
  readonly fromStage: PlacementStage | null;
  readonly toStage: PlacementStage;
}

/** The journals of plans, each in the order in which it was written. */
export const eventsOfPlan = definePathLoader<string, PlanEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<PlanEventRow[]>(
    `select plan_id::text as "planId", version, action, from_stage as "fromStage", to_stage as "toStage", occurred_on as "occurredOn", received_on as "receivedOn",
            source, organisation, recorded_at as "recordedAt" from placement_plan_event where plan_id in (?) order by plan_id, version`, [[...ids]]);
  return groupByKey(ids, rows, ({ planId }) => planId);
});

/** What a list of plans may be narrowed by; null means no condition. */
export interface PlanConditions {
  readonly stage: PlacementStage | null;
  readonly regionKato: string | null;
  readonly iin: string | null;
}

/** As `planStageOn` has it. */
const STAGE = `case when n.closed_on is null and n.lapses_on <= ?::date then 'LAPSED' else n.stage end`;

/** Register path: plans of the regions in scope, ordered by an internal key; one row more than the page. */
export const listPlans = (em: EntityManager, { stage, regionKato, iin }: PlanConditions, today: CivilDate, { limit, after }: PageRequest): Promise<PlacementPlanRow[]> =>
  em.execute<PlacementPlanRow[]>(
    `${PLAN} and n.id > ? and (?::text is null or ${STAGE} = ?) and (?::text is null or n.region_kato = ?) and (?::text is null or n.iin = ?) order by n.id limit ?`,
    [after ?? '0', stage, today, stage, regionKato, regionKato, iin, iin, limit + 1]);
