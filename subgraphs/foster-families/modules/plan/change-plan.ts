import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { lockChild, type KnownChild } from '../child/known-child.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { requireStep, stepsOfPlan, type PlacementStep } from '../life/placement-stages.js';
import { requireAgreed } from '../placement/contract-term.js';
import { LONGEST_ACT } from '../placement/record-placement.js';
import { PLAN, planStageOn, type PlacementPlanRow } from './placement-plan.repository.js';
import { requireSigners } from './plan-carers.js';
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

/** A plan that is held, with its child and the carers of its family. */
interface HeldPlan {
  readonly plan: PlacementPlanRow;
  readonly child: KnownChild;
  readonly carers: readonly string[];
}

/** The child is held before the plan is read, as by whatever else is about the two. */
async function lockPlan(em: EntityManager, viewer: Viewer, input: PlanChangeInput, step: PlacementStep, today: CivilDate): Promise<HeldPlan> {
  const found = await readPlan(em, input.plan);
  const child = found === undefined ? null : await lockChild(em, found.iin);
  if (found === undefined || child === null) throw unknownPlan();
  const [held] = await plansWhere(em, 'n.id = ?', [found.id]);
  const carers = await carersOf(em, found);
  refuseOwn(viewer, carers);
  return { plan: requirePlan(held, input, step, today), child, carers };
}

/** A change under way: nobody else changes anything about this child's placements. */
interface Changing extends HeldPlan {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly note: JournalNote;
}

function change(context: SubgraphContext, rule: MutationRule, input: PlanChangeInput, step: PlacementStep, work: (changing: Changing) => Promise<PlanChange> | PlanChange): Promise<PlacementPlanOutcome> {
  return answerWithPlan(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const held = await lockPlan(em, viewer, input, step, context.today);
    const { plan, carers } = held;
    if (note.occurredOn < (plan.contractOn ?? plan.decidedOn)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the day of the decision, or of the contract.');
    await changePlan(em, plan, await work({ ...held, em, viewer, note }), note);
    return { reference: { id: plan.id }, subjects: [plan.iin, ...carers] };
  });
}

/** Records the contract of a planned placement. */
export const signPlacement = (context: SubgraphContext, rule: MutationRule, input: SignPlacementInput): Promise<PlacementPlanOutcome> =>
  change(context, rule, input, 'SIGN', async ({ em, viewer, child, plan, note: { occurredOn: day } }) => {
    const contractNumber = inputText('input.number', input.number, LONGEST_ACT);
    const until = input.until ?? null;
    if (until !== null) requireAgreed(plan.form, latest(plan.plannedFrom, day), until, 'input.until');
    await requireSigners(em, viewer, child, plan, { day, today: context.today });
    return { action: 'SIGN', to: 'CONTRACT', contractNumber, contractBin: input.party, contractUntil: until };
  });

/** Gives a planned placement up. */
export const withdrawPlacement = (context: SubgraphContext, rule: MutationRule, input: WithdrawPlacementInput): Promise<PlacementPlanOutcome> =>
  change(context, rule, input, 'WITHDRAW', () => ({ action: 'WITHDRAW', to: 'WITHDRAWN' }));
