import { Refused } from '../../../shared/mutation/refusal.js';
import type { PlacementStage } from './placement-stage.type.js';

/** What is done to a placement, or to the plan of one, that leads it on. */
export type PlacementStep = 'SIGN' | 'ACTIVATE' | 'WITHDRAW' | 'BEGIN_REVIEW' | 'DECIDE_REVIEW' | 'EXTEND' | 'END' | 'BREAK_DOWN';

/** What may be done in each stage; whatever is not here is refused. By the body's act (guardianship) a plan is carried out without a contract: see `stepsOfPlan`. */
const STEPS: Readonly<Record<PlacementStage, readonly PlacementStep[]>> = {
  PLANNED: ['SIGN', 'WITHDRAW'],
  CONTRACT: ['ACTIVATE', 'WITHDRAW'],
  ACTIVE: ['BEGIN_REVIEW', 'EXTEND', 'END', 'BREAK_DOWN'],
  REVIEW: ['DECIDE_REVIEW', 'END', 'BREAK_DOWN'],
  EXTENDED: ['BEGIN_REVIEW', 'EXTEND', 'END', 'BREAK_DOWN'],
  ENDED: [],
  BROKEN_DOWN: [],
  WITHDRAWN: [],
  LAPSED: [],
};

/** What of a placement's row says where it stands. */
export interface StagedPlacement {
  readonly awaitedEvent?: string | null | undefined;
  readonly validTo?: string | null | undefined;
  readonly breakdown?: string | null | undefined;
  readonly extensions: number;
}

/** Where a placement stands; `underReview`: a review has begun and is not decided. */
export function stageOf({ awaitedEvent, validTo, breakdown, extensions }: StagedPlacement, underReview: boolean): PlacementStage {
  if (validTo != null) return breakdown == null ? 'ENDED' : 'BROKEN_DOWN';
  if (awaitedEvent != null) return 'CONTRACT';
  if (underReview) return 'REVIEW';
  return extensions > 0 ? 'EXTENDED' : 'ACTIVE';
}

/** Refuses a step that is not for a stage, naming the stage and what is done in it. */
export function requireStep(stage: PlacementStage, step: PlacementStep, field: string, steps: readonly PlacementStep[] = STEPS[stage]): void {
  if (steps.includes(step)) return;
  throw new Refused('NOT_IN_THIS_STATE', field, `The placement is ${stage}: ${step} is not done then. Allowed: ${steps.join(', ') || 'nothing any more'}.`);
}

/** What may be done to a plan: what the body's act establishes needs no contract, and has none. */
export const stepsOfPlan = (stage: PlacementStage, byContract: boolean): readonly PlacementStep[] => (stage === 'PLANNED' && !byContract ? ['ACTIVATE', 'WITHDRAW'] : STEPS[stage]);
