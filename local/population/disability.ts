import type { SyntheticDisability } from '../../subgraphs/shared/synthetic/household.js';
import { birthdayOf, dateOf, type Day, years } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { dateOrNull, type Life } from './life.js';
import { type Random, weights } from './random.js';
import type { Story } from './story.js';

/** Of all children, at some time; about 2.5 % of those under 18 are at any one time. */
const DISABLED = 0.037;

/** Children in institutions are far more often disabled. */
const DISABLED_IN_INSTITUTION = 0.15;

const GROUPS = weights<'I' | 'II' | 'III'>([['I', 25], ['II', 35], ['III', 40]]);

/**
 * Disabilities of a family's children. Under seven no group is set; on the seventh birthday the status begins anew
 * with one (Social Code, 177). It ends with re-examination, at 18 (as a child's status), or with death.
 */
export function disabilities(draft: Draft, family: Family, story: Story): void {
  const random = draft.random(`${family.key} disability`);
  const share = story === 'INSTITUTION' || story === 'GUEST' ? DISABLED_IN_INSTITUTION : DISABLED;
  for (const child of family.children) {
    if (child.isChild && random.happens(share)) draft.facts.disabilities.push(...disability(child, draft.asOf, random));
  }
}

function disability(child: Life, asOf: Day, random: Random): SyntheticDisability[] {
  const from = child.born + 60 + Math.floor(years(16) * random.next() * random.next());
  const reexamined = random.happens(0.15) ? from + random.between(years(1), years(5)) : Infinity;
  const end = Math.min(reexamined, birthdayOf(child.born, 18), child.died ?? Infinity);
  const to = end <= asOf ? end : null;
  if (from > asOf || from >= end) return [];
  return withGroups(child, from, to, asOf, random.weighted(GROUPS));
}

function withGroups(child: Life, from: Day, to: Day | null, asOf: Day, group: 'I' | 'II' | 'III'): SyntheticDisability[] {
  const seventh = birthdayOf(child.born, 7);
  const period = (start: Day, end: Day | null, set: SyntheticDisability['group']): SyntheticDisability => ({
    person: child.iin,
    from: dateOf(start),
    to: dateOrNull(end),
    group: set,
  });
  if (from >= seventh) return [period(from, to, group)];
  if (seventh > asOf || (to !== null && to <= seventh)) return [period(from, to, null)];
  return [period(from, seventh, null), period(seventh, to, group)];
}
