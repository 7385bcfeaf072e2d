import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { AFTER_EXPERTISE, PATHS, PROJECT_STEPS, type PathStage, type ProjectPath } from '../../reference/project-steps.js';
import type { ExpertiseVerdict, ProjectStage } from './project-codes.type.js';

/** Where a project stands. */
export interface Standing {
  readonly path: ProjectPath;
  readonly stage: ProjectStage;
  /** The first day of that stage. */
  readonly since: CivilDate;
  /** Where it goes on once it is no longer suspended; null while it is not. */
  readonly resumesAt: ProjectStage | null;
}

/** What may follow: the next stage of the path, or a stop; after a suspension the stage that was left. */
export const following = ({ path, stage, resumesAt }: Standing): ProjectStage[] =>
  PROJECT_STEPS.filter((step) => step.path === path && step.from === stage && (stage !== 'SUSPENDED' || step.to === 'CANCELLED' || step.to === resumesAt)).map(({ to }) => to);

/** Refuses a stage that does not follow, naming those that do, and a day before the stage that it follows. */
export function requireFollowing(standing: Standing, to: ProjectStage, occurredOn: CivilDate, field: string): void {
  const allowed = following(standing);
  if (!allowed.includes(to)) throw new Refused('NOT_IN_THIS_STATE', field, `The project is ${standing.stage}: ${to} does not follow. Allowed: ${allowed.join(', ') || 'nothing any more'}.`);
  requireSince(standing, occurredOn);
}

/** Nothing is recorded of a day before the stage in which the project is. */
export function requireSince({ stage, since }: Standing, occurredOn: CivilDate): void {
  if (occurredOn < since) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', `The day must not lie before the one on which the project became ${stage}.`);
}

export interface Conclusion {
  readonly verdict: ExpertiseVerdict;
  readonly concludedOn: CivilDate;
}

/** What the State expertise had said last by a day; `conclusions` in the order in which they were recorded. */
export const verdictOn = (conclusions: readonly Conclusion[], day: CivilDate): ExpertiseVerdict | null =>
  conclusions.filter(({ concludedOn }) => concludedOn <= day).reduce<Conclusion | null>((last, one) => (last === null || one.concludedOn >= last.concludedOn ? one : last), null)?.verdict ?? null;

/** Nothing is tendered, built, equipped or commissioned against the State expertise. */
export function requirePositive(conclusions: readonly Conclusion[], to: ProjectStage, occurredOn: CivilDate): void {
  if (!AFTER_EXPERTISE.includes(to) || verdictOn(conclusions, occurredOn) === 'POSITIVE') return;
  throw new Refused('EXPERTISE_MISSING', 'input.occurredOn', `${to} needs a conclusion of the State expertise by that day, the last of which is positive (recordExpertise).`);
}

/** Stages of a path in their order. */
export const stagesOf = (path: ProjectPath): readonly PathStage[] => PATHS[path];

/** Whether the State expertise may look at a project: it has it, or what it looked at is not finished. */
export function isLookedAt({ path, stage, resumesAt }: Standing): boolean {
  const at = stagesOf(path).findIndex((one) => one === (stage === 'SUSPENDED' ? resumesAt : stage));
  return at >= stagesOf(path).indexOf('STATE_EXPERTISE') && at < stagesOf(path).indexOf('COMMISSIONED');
}

/** The first stage that is planned before one that it follows; null where all are in order. */
export function plannedTooEarly(path: ProjectPath, planned: ReadonlyMap<ProjectStage, CivilDate>): ProjectStage | null {
  let last: CivilDate = '';
  for (const stage of stagesOf(path)) {
    const day = planned.get(stage);
    if (day === undefined) continue;
    if (day < last) return stage;
    last = day;
  }
  return null;
}
