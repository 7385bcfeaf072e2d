import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { changeProject, organisation, tenge, type ProjectChange } from './project-change.js';
import type { ProjectStage } from './project-codes.type.js';
import { conclusionsOn, insertStage, type NewStage } from './project-state.repository.js';
import type { CommissionProjectInput, ReachStageInput, ResumeProjectInput, StopProjectInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import type { ProjectRow } from './project.repository.js';
import { requireFollowing, requirePositive } from './project-rules.js';

const LONGEST_ACT = 50;

/** Takes a step to a stage that follows; `field` is what names it in the input. */
export async function step({ em, project, note }: ProjectChange, one: NewStage, field: string): Promise<void> {
  requireFollowing(project, one.stage, note.occurredOn, field);
  if (project.stage !== 'SUSPENDED') requirePositive(await conclusionsOn(em, project), one.stage, note.occurredOn);
  await insertStage(em, project, project, one, note);
}

/** Stages that are reached by mutations of their own, and which. */
const ELSEWHERE: Readonly<Partial<Record<ProjectStage, string>>> = { COMMISSIONED: 'commissionProject', SUSPENDED: 'suspendProject', CANCELLED: 'cancelProject' };

function requireOwn(stage: ProjectStage, { kind }: ProjectRow): void {
  const elsewhere = stage === 'OPENED' && kind === 'SCHOOL' ? 'openProjectSchool' : ELSEWHERE[stage];
  if (elsewhere !== undefined) throw badInput('input.stage', `must be a stage of the path before commissioning; for this one there is ${elsewhere}.`);
}

const needsContractor = (stage: ProjectStage, { path }: ProjectRow): boolean => stage === 'MOBILISATION' || (path === 'PURCHASE' && stage === 'EQUIPPING');

/** The next stage of a project. */
export function reachStage(context: SubgraphContext, rule: MutationRule, input: ReachStageInput): Promise<SchoolProjectOutcome> {
  return changeProject(context, rule, input, async (change) => {
    const { stage, contractor } = input;
    requireOwn(stage, change.project);
    if (change.project.stage === 'SUSPENDED') throw badInput('input.stage', 'must be reached by a project that is not suspended; for this one there is resumeProject.');
    if (contractor == null && needsContractor(stage, change.project)) throw badInput('input.contractor', `must be given for ${stage}.`);
    await step(change, { stage, contractorBin: contractor == null ? null : organisation('input.contractor', contractor), costKzt: tenge('input.cost', input.cost) }, 'input.stage');
  });
}

/** A project that stands still from now on, or will not be built. */
export const stopProject = (context: SubgraphContext, rule: MutationRule, input: StopProjectInput, stage: 'SUSPENDED' | 'CANCELLED'): Promise<SchoolProjectOutcome> =>
  changeProject(context, rule, input, (change) => step(change, { stage, stopReason: input.reason }, 'input.project'));

/** A suspended project goes on where it was. */
export const resumeProject = (context: SubgraphContext, rule: MutationRule, input: ResumeProjectInput): Promise<SchoolProjectOutcome> =>
  changeProject(context, rule, input, (change) => step(change, { stage: change.project.resumesAt ?? change.project.stage }, 'input.project'));

/** A project is put into use: its places are delivered from that day on. */
export const commissionProject = (context: SubgraphContext, rule: MutationRule, input: CommissionProjectInput): Promise<SchoolProjectOutcome> =>
  changeProject(context, rule, input, (change) => step(change, { stage: 'COMMISSIONED', actNumber: inputText('input.act', input.act, LONGEST_ACT) }, 'input.project'));
