/*
 * What may follow what in a building project, as migration 20261201400000 loads it: never edit these lists; a further path is
 * another list with a migration of its own. The stages are those found in the ministry's and the operator's news; their names
 * and order are ours (certainty C).
 */

/** How a project comes to its object: it is built, or a finished one is bought. */
export type ProjectPath = 'BUILD' | 'PURCHASE';

/** The stages of each path, in their order. Bought is what was built privately, by an expertise and an act all the same. */
export const PATHS = {
  BUILD: ['PLANNED', 'LAND_ALLOCATED', 'DESIGN', 'STATE_EXPERTISE', 'TENDER', 'MOBILISATION', 'CONSTRUCTION', 'EQUIPPING', 'COMMISSIONED', 'OPENED'],
  PURCHASE: ['PLANNED', 'STATE_EXPERTISE', 'TENDER', 'EQUIPPING', 'COMMISSIONED', 'OPENED'],
} as const satisfies Readonly<Record<ProjectPath, readonly string[]>>;

/** A stage on the way to an open school. */
export type PathStage = (typeof PATHS)['BUILD'][number];

/** Any stage, with those in which a project stands still or has come to nothing. */
export type Stage = PathStage | 'SUSPENDED' | 'CANCELLED';

/** What is reached with a positive conclusion of the State expertise alone. */
export const AFTER_EXPERTISE: readonly Stage[] = ['TENDER', 'MOBILISATION', 'CONSTRUCTION', 'EQUIPPING', 'COMMISSIONED'];

/** The stages in which a project may be suspended or cancelled: what is commissioned is there. */
export const isRunning = (stage: Stage): boolean => !['COMMISSIONED', 'OPENED', 'SUSPENDED', 'CANCELLED'].includes(stage);

export interface PathStep {
  readonly path: ProjectPath;
  readonly from: Stage;
  readonly to: Stage;
}

function stepsOf(path: ProjectPath): PathStep[] {
  const stages: readonly PathStage[] = PATHS[path];
  return stages.flatMap((from, i): PathStep[] => {
    const next = stages[i + 1];
    const on = next === undefined ? [] : [{ path, from, to: next }];
    return isRunning(from) ? [...on, { path, from, to: 'SUSPENDED' }, { path, from: 'SUSPENDED', to: from }, { path, from, to: 'CANCELLED' }] : on;
  });
}

/** Every step that there is. From SUSPENDED a project goes on where it was, which is another rule's to see to. */
export const PROJECT_STEPS: readonly PathStep[] = (['BUILD', 'PURCHASE'] as const).flatMap((path) => [...stepsOf(path), { path, from: 'SUSPENDED', to: 'CANCELLED' }]);
