import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { answerWith } from '../access/answer.js';
import { planById } from './placement-plan.repository.js';
import { PlacementPlan, toPlan } from './placement-plan.type.js';

export const PlacementPlanOutcome = outcomeType('PlacementPlanOutcome', PlacementPlan);
export type PlacementPlanOutcome = typeof PlacementPlanOutcome;

/** Carries out a mutation and answers with the plan. */
export const answerWithPlan = answerWith(planById, toPlan);
