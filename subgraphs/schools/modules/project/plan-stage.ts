import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { ProjectPath } from '../../reference/project-steps.js';
import { changeProject } from './project-change.js';
import type { ProjectStage } from './project-codes.type.js';
import { insertPlans, plansStated, stagesReached } from './project-state.repository.js';
import type { PlanStageInput, StagePlanInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import { plannedTooEarly, stagesOf } from './project-rules.js';

interface Plans {
  readonly path: ProjectPath;
  readonly reached: readonly ProjectStage[];
  /** The last plans of stages until now. */
  readonly before: ReadonlyMap<ProjectStage, CivilDate>;
  readonly plans: readonly StagePlanInput[];
  readonly statedOn: CivilDate;
}

/** Plans of an input, each for a stage ahead, in order with those that stand. */
export function planned({ path, reached, before, plans, statedOn }: Plans): readonly StagePlanInput[] {
  const ahead: readonly ProjectStage[] = stagesOf(path).filter((stage) => !reached.includes(stage));
  const days = new Map([...before].filter(([stage]) => ahead.includes(stage)));
  const seen = new Set<ProjectStage>();
  for (const [i, { stage, plannedOn }] of plans.entries()) {
    if (!ahead.includes(stage)) throw new Refused('NOT_IN_THIS_STATE', `input.plans[${i}].stage`, `Planned is a stage that is ahead. Allowed: ${ahead.join(', ') || 'none any more'}.`);
    if (seen.has(stage)) throw badInput(`input.plans[${i}].stage`, 'must not stand twice.');
    if (plannedOn < statedOn) throw badInput(`input.plans[${i}].plannedOn`, 'must not lie before the day of the statement (occurredOn).');
    seen.add(stage);
    days.set(stage, plannedOn);
  }
  const early = plannedTooEarly(path, days);
  if (early !== null) throw new Refused('CONTRADICTORY', 'input.plans', `${early} must not be planned before a stage that it follows; plan those that move along with it.`);
  return plans;
}

/** States anew when stages ahead are to be reached. */
export function planStage(context: SubgraphContext, rule: MutationRule, input: PlanStageInput): Promise<SchoolProjectOutcome> {
  return changeProject(context, rule, input, async ({ em, project, note }) => {
    if (input.plans.length === 0) throw badInput('input.plans', 'must have at least one plan.');
    if (project.stage === 'CANCELLED') throw new Refused('NOT_IN_THIS_STATE', 'input.project', 'The project is CANCELLED: nothing is planned any more.');
    const [reached, stated] = [await stagesReached(em, project), await plansStated(em, project)];
    if (stated.some(({ statedOn }) => note.occurredOn < statedOn)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the one on which a plan was stated last.');
    const before = new Map(stated.map(({ stage, plannedOn }) => [stage, plannedOn]));
    await insertPlans(em, project, planned({ path: project.path, reached, before, plans: input.plans, statedOn: note.occurredOn }), note);
  });
}
