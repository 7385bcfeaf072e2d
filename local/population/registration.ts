import type { Draft } from './draft.js';
import type { Family } from './family.js';

const LATE = 0.0057;

/** Births that the civil registry learned of months or years later: such a child misses every list made before. */
export function lateRegistrations(draft: Draft, family: Family): void {
  const random = draft.random('registration');
  for (const child of family.children) {
    if (!child.isChild || child.died !== null || !random.happens(LATE)) continue;
    const on = child.born + 65 + Math.floor(1900 * random.next() * random.next());
    if (on <= draft.asOf) child.registered = on;
  }
}
