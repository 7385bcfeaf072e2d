import { type Step } from '../care-path.js';
import { stageOf } from '../care.js';
import type { Life } from '../life.js';
import { loseParents, type Reason } from '../loss.js';
import { placeChildren, type Stage } from '../placement.js';
import type { Scene } from './scene.js';

/** Children of a scene's first family come into care, one place after the other, and stay in the last. */
export function careOf({ draft, family, random }: Scene, children: readonly Life[], reason: Reason, steps: readonly Step[]): Stage[] {
  const stages = steps.map((step, order) => stageOf(draft, family, step, order, random));
  placeChildren(draft, { ...family, children }, stages, { reason, returned: null, shielded: false });
  return stages;
}

/** The first family's children lose their parents and come into care weeks later. */
export function orphaned(scene: Scene, reason: Reason, steps: readonly Step[]): Stage[] {
  const { draft, family, random } = scene;
  const [first] = steps;
  if (first === undefined) throw new RangeError('Care without a first place.');
  loseParents(draft, family, reason, first.from - random.between(5, 25), null, random);
  return careOf(scene, family.children, reason, steps);
}
