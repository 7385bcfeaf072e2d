import { dayNumber } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ProjectPath } from '../../reference/project-steps.js';
import type { ProjectStage } from './project-codes.type.js';
import { stagesOf } from './project-rules.js';

/** A planned day of a stage, as it was stated on a day. */
export interface PlanStatement {
  readonly stage: ProjectStage;
  readonly plannedOn: CivilDate;
  readonly statedOn: CivilDate;
  readonly source: string;
}

/** A stage of a project: when it was to be reached by the first plan and by the last, and when it was. */
export interface StageTimes {
  readonly stage: ProjectStage;
  readonly firstPlannedOn: CivilDate | null;
  readonly plannedOn: CivilDate | null;
  readonly actualOn: CivilDate | null;
  /** Days behind the first plan, negative before it; null without one, and of what will not be built. */
  readonly slippageDays: number | null;
  readonly statements: readonly PlanStatement[];
}

interface Life {
  readonly path: ProjectPath;
  readonly stage: ProjectStage;
  readonly reached: readonly { readonly stage: ProjectStage; readonly occurredOn: CivilDate }[];
  /** In the order in which they were stated. */
  readonly plans: readonly PlanStatement[];
}

/** A stage that was not reached slips from the day after its first plan on, whatever was planned since. */
function slippage(first: CivilDate | null, actual: CivilDate | null, cancelled: boolean, today: CivilDate): number | null {
  if (first === null || (actual === null && cancelled)) return null;
  return actual === null ? Math.max(0, dayNumber(today) - dayNumber(first)) : dayNumber(actual) - dayNumber(first);
}

/** All stages of a project's path in their order. A stage that was left for a suspension was reached once, on its first day. */
export function timelineOf({ path, stage: now, reached, plans }: Life, today: CivilDate): StageTimes[] {
  return stagesOf(path).map((stage): StageTimes => {
    const statements = plans.filter((one) => one.stage === stage);
    const actualOn = reached.find((one) => one.stage === stage)?.occurredOn ?? null;
    const firstPlannedOn = statements[0]?.plannedOn ?? null;
    return { stage, firstPlannedOn, plannedOn: statements.at(-1)?.plannedOn ?? null, actualOn, slippageDays: slippage(firstPlannedOn, actualOn, now === 'CANCELLED', today), statements };
  });
}

const timesOf = (timeline: readonly StageTimes[], stage: ProjectStage): StageTimes | undefined => timeline.find((one) => one.stage === stage);

/** The day on which children are or will be there: by the act, else by the last plan; that of commissioning where opening has none. */
export function openingOf(timeline: readonly StageTimes[]): CivilDate | null {
  const [opened, commissioned] = [timesOf(timeline, 'OPENED'), timesOf(timeline, 'COMMISSIONED')];
  return opened?.actualOn ?? opened?.plannedOn ?? commissioned?.actualOn ?? commissioned?.plannedOn ?? null;
}

/** Days by which the stage ahead that is furthest behind its first plan is behind it; 0 where none is. */
const behind = (timeline: readonly StageTimes[]): number => Math.max(0, ...timeline.map(({ actualOn, slippageDays }) => (actualOn === null ? (slippageDays ?? 0) : 0)));

/** Whether a stage ahead should have been reached by its first plan. */
export const isLate = (timeline: readonly StageTimes[]): boolean => behind(timeline) > 0;

/** How far commissioning, from which places count, is behind its first plan. */
export const deliverySlippage = (timeline: readonly StageTimes[]): number | null => timesOf(timeline, 'COMMISSIONED')?.slippageDays ?? null;

/** How far a project is behind: while it is late, the stage ahead that is furthest behind; else commissioning. */
export const slippageOf = (timeline: readonly StageTimes[]): number | null => (isLate(timeline) ? behind(timeline) : deliverySlippage(timeline));
