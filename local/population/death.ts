import { type Day, years } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import type { Life } from './life.js';
import type { Random } from './random.js';

/** Of all children, from birth to 17. More than half of them die in the first year, most of these in its first weeks. */
const CHILD_DEATHS = 0.0053;

export function childDeaths(draft: Draft, family: Family): void {
  const random = draft.random(`${family.key} child deaths`);
  for (const child of family.children) {
    if (!random.happens(CHILD_DEATHS)) continue;
    const infant = random.happens(0.55);
    const on = infant
      ? child.born + 1 + Math.floor(363 * random.next() * random.next())
      : child.born + random.between(365, years(17.9));
    if (on < draft.asOf - 1) die(draft, child, on, random);
  }
}

/** Nine deaths in ten are registered within a week; the rest are what makes programmes pay for the dead. */
export function die(draft: Draft, life: Life, on: Day, random: Random): void {
  life.died = on;
  life.deathRegistered = Math.min(on + (random.happens(0.9) ? random.between(1, 7) : random.between(15, 200)), draft.asOf);
  life.registered = Math.min(life.registered, life.deathRegistered);
}
