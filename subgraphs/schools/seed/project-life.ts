import { addDays, dayNumber } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { PATHS, type PathStage, type ProjectPath, type Stage } from '../reference/project-steps.js';

/** Days from the stage before to each one, where nothing goes wrong; of a purchase fewer stages, and the same days. */
const USUAL: Readonly<Record<PathStage, number>> = {
  PLANNED: 0, LAND_ALLOCATED: 60, DESIGN: 45, STATE_EXPERTISE: 120, TENDER: 60, MOBILISATION: 45, CONSTRUCTION: 30, EQUIPPING: 300, COMMISSIONED: 60, OPENED: 20,
};

/** What is planned when a project is decided on, and once more when it is built. */
const PLANNED: readonly PathStage[] = ['STATE_EXPERTISE', 'CONSTRUCTION', 'COMMISSIONED', 'OPENED'];

/** Planned is what is usual, less a little: most projects slip. */
const OPTIMISM = 0.85;

/** How one project has gone, and is to go. */
export interface ProjectLife {
  readonly path: ProjectPath;
  /** The stages that it has reached, in order, and the stop at its end. */
  readonly reached: readonly { readonly stage: Stage; readonly day: CivilDate }[];
  /** Statements of planned days. */
  readonly plans: readonly { readonly stage: PathStage; readonly plannedOn: CivilDate; readonly statedOn: CivilDate }[];
  readonly conclusions: readonly { readonly verdict: 'POSITIVE' | 'NEGATIVE'; readonly day: CivilDate }[];
}

/** What a life is made of. */
export interface LifePlan {
  readonly path: ProjectPath;
  /** The last stage that it has reached, and since when. */
  readonly last: PathStage;
  readonly lastOn: CivilDate;
  /** The stop that it came to after that. */
  readonly stop: 'SUSPENDED' | 'CANCELLED' | null;
  readonly stopOn: CivilDate;
  readonly at: (what: string) => number;
}

const usual = (stage: PathStage, at: LifePlan['at']): number => Math.max(stage === 'PLANNED' ? 0 : 1, Math.round(USUAL[stage] * (0.8 + 0.6 * at(`days ${stage}`))));

/** The days of stages, backwards from the last one. */
function daysUntil({ path, last, lastOn, at }: LifePlan): Map<PathStage, CivilDate> {
  const stages: readonly PathStage[] = PATHS[path];
  const days = new Map<PathStage, CivilDate>();
  let day = lastOn;
  for (const stage of stages.slice(0, stages.indexOf(last) + 1).toReversed()) {
    days.set(stage, day);
    day = addDays(day, -usual(stage, at));
  }
  return new Map([...days].toReversed());
}

/** What was planned from a day on for the stages after one. */
function plansFrom(path: ProjectPath, after: PathStage, statedOn: CivilDate, pace: number): ProjectLife['plans'] {
  const stages: readonly PathStage[] = PATHS[path];
  let days = 0;
  return stages.slice(stages.indexOf(after) + 1).flatMap((stage) => {
    days += USUAL[stage];
    return PLANNED.includes(stage) ? [{ stage, plannedOn: addDays(statedOn, Math.round(days * pace)), statedOn }] : [];
  });
}

/** The day between two. */
const between = (from: CivilDate, to: CivilDate): CivilDate => addDays(from, Math.floor((dayNumber(to) - dayNumber(from)) / 2));

/** A second look where the first said no. */
function conclusionsOf(days: ReadonlyMap<PathStage, CivilDate>, at: LifePlan['at']): ProjectLife['conclusions'] {
  const [begun, over] = [days.get('STATE_EXPERTISE'), days.get('TENDER')];
  if (begun === undefined) return [];
  const no = { verdict: 'NEGATIVE', day: begun } as const;
  if (over === undefined) return at('expertise') < 0.5 ? [no] : [];
  return [...(at('expertise') < 0.2 ? [no] : []), { verdict: 'POSITIVE', day: between(begun, over) } as const];
}

/** The life of a project that has come to a stage by a day. */
export function lifeOf(plan: LifePlan): ProjectLife {
  const { path, lastOn, stop, stopOn, at } = plan;
  const days = daysUntil(plan);
  const reached = [...days].map(([stage, day]) => ({ stage: stage as Stage, day }));
  const first = plansFrom(path, 'PLANNED', days.get('PLANNED') ?? lastOn, OPTIMISM + 0.2 * at('pace'));
  // What is being built is planned anew, where it was the plan that was wrong.
  const building = days.get('TENDER');
  const again = building !== undefined && at('replanned') < 0.5 ? plansFrom(path, 'TENDER', building, 1.2) : [];
  return { path, reached: stop === null ? reached : [...reached, { stage: stop, day: stopOn }], plans: [...first, ...again], conclusions: conclusionsOf(days, at) };
}
