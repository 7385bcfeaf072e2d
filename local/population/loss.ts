import type { SyntheticCare } from '../../subgraphs/shared/synthetic/household.js';
import { type Day, years } from './calendar.js';
import { die } from './death.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { courtAct, lastBirth } from './marriage.js';
import type { Random } from './random.js';

export type Reason = SyntheticCare['reason'];

/** Why nobody raises the children any more: from the day `on`, until `regained` where a parent is given them back. */
export function loseParents(draft: Draft, family: Family, reason: Reason, on: Day, regained: Day | null, random: Random): void {
  switch (reason) {
    case 'ORPHAN':
      return orphan(draft, family, on, random);
    case 'RIGHTS_DEPRIVED':
    case 'RIGHTS_LIMITED':
      return restrict(draft, family, reason === 'RIGHTS_DEPRIVED' ? 'DEPRIVED' : 'LIMITED', on, regained);
    case 'ABANDONED':
    case 'PARENTS_MISSING':
    case 'NEGLECT':
      // Nothing that a civil registry knows: the parents live and have their rights.
      return;
    default:
      return reason satisfies never;
  }
}

/** One parent dies on the day, the other on the same or in the years before. */
function orphan(draft: Draft, family: Family, on: Day, random: Random): void {
  const { mother, father } = family;
  const before = random.happens(0.3) ? on : random.between(Math.max(lastBirth(family) + 1, on - years(6)), on);
  const motherLast = father === null || random.happens(0.5);
  die(draft, mother, motherLast ? on : before, random);
  if (father !== null) die(draft, father, motherLast ? before : on, random);
}

function restrict(draft: Draft, { mother, father, restrictions }: Family, status: 'DEPRIVED' | 'LIMITED', from: Day, to: Day | null): void {
  const act = courtAct(draft, from);
  for (const parent of father ? [mother, father] : [mother]) restrictions.push({ parent, from, to, status, act });
}
