import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { lockChild } from '../child/known-child.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { requireStep, stepsOfPlan, type PlacementStep } from '../life/placement-stages.js';
import { requireAgreed } from '../placement/contract-term.js';
import { LONGEST_ACT } from '../placement/record-placement.js';
import { PLAN, planStageOn, type PlacementPlanRow } from './placement-plan.repository.js';
import { changePlan, plansWhere, type PlanChange } from './placement-plan-state.repository.js';
import { answerWithPlan, type PlacementPlanOutcome } from './placement-plan-outcome.type.js';
import type { PlanChangeInput, SignPlacementInput, WithdrawPlacementInput } from './plan.input.type.js';

/** The body's act establishes guardianship (121(1)); every other form in a family is by contract (132-1(1), 132-6(1), 133(2)). */
export const isByContract = (form: PlacementFormCode): boolean => form !== 'GUARDIANSHIP' && form !== 'TRUSTEESHIP';

const unknownPlan = (): Refused => new Refused('UNKNOWN_PLAN', 'input.plan', 'No planned placement is on record under this id, or none that is open to you.');

/** Refuses where the plan is another one than was read, or past the step. */
export function requirePlan(plan: PlacementPlanRow | undefined, { expectedVersion }: PlanChangeInput, step: PlacementStep, today: CivilDate): PlacementPlanRow {
  if (plan === undefined) throw unknownPlan();
  requireVersion(expectedVersion, plan.version);
  const stage = planStageOn(plan, today);
  requireStep(stage, step, 'input.plan', stepsOfPlan(stage, isByContract(plan.form)));
  return plan;
}

/** A plan in the viewer's regions, which nobody holds. */
export async function readPlan(em: EntityManager, id: string): Promise<PlacementPlanRow | undefined> {
  const [found] = isPublicId(id) ? await em.execute<PlacementPlanRow[]>(`${PLAN} and n.public_id = ?`, [id]) : [];
  return found;
}

/** Carers of a plan's family, whenever they were. */
async function carersOf(em: EntityManager, { familyId }: PlacementPlanRow): Promise<string[]> {
  const rows = await em.execute<{ iin: string }[]>('select iin from carer where family_id = ? order by iin', [familyId]);
  return rows.map(({ iin }) => iin);
}

/** The child is held before the plan is read, as by whatever else is about the two. */
async function lockPlan(em: EntityManager, viewer: Viewer, input: PlanChangeInput, step: PlacementStep, today: CivilDate): Promise<{ plan: PlacementPlanRow; carers: readonly string[] }> {
  const found = await readPlan(em, input.plan);
  if (found === undefined) throw unknownPlan();
  await lockChild(em, found.iin);
  const [held] = await plansWhere(em, 'n.id = ?', [found.id]);
  const carers = await carersOf(em, found);
  refuseOwn(viewer, carers);
  return { plan: requirePlan(held, input, step, today), carers };
}

function change(context: SubgraphContext, rule: MutationRule, input: PlanChangeInput, step: PlacementStep, work: (plan: PlacementPlanRow, note: JournalNote) => PlanChange): Promise<PlacementPlanOutcome> {
  return answerWithPlan(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { plan, carers } = await lockPlan(em, viewer, input, step, context.today);
    if (note.occurredOn < plan.decidedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the day of the decision.');
    await changePlan(em, plan, work(plan, note), note);
    return { reference: { id: plan.id }, subjects: [plan.iin, ...carers] };
  });
}

/** Records the contract of a planned placement. */
export const signPlacement = (context: SubgraphContext, rule: MutationRule, input: SignPlacementInput): Promise<PlacementPlanOutcome> =>
  change(context, rule, input, 'SIGN', ({ form, plannedFrom }) => {
    const contractNumber = inputText('input.number', input.number, LONGEST_ACT);
    const until = input.until ?? null;
    if (until !== null) requireAgreed(form, plannedFrom, until, 'input.until');
    return { action: 'SIGN', to: 'CONTRACT', contractNumber, contractBin: input.party, contractUntil: until };
  });

/** Gives a planned placement up. */
export const withdrawPlacement = (context: SubgraphContext, rule: MutationRule, input: WithdrawPlacementInput): Promise<PlacementPlanOutcome> =>
  change(context, rule, input, 'WITHDRAW', () => ({ action: 'WITHDRAW', to: 'WITHDRAWN' }));
