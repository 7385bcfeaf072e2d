import { birthdayOf, dateOf, type Day } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { dateOrNull, isAlive } from './life.js';
import { at } from './random.js';

const AWARDED = 0.85;

/**
 * Күміс алқа for six children, Алтын алқа (which takes its place) for seven or more: when the sixth or seventh is a
 * year old and all are alive, by a decree that comes some months later (Law on State Awards, as akimats explain it).
 */
export function motherAwards(draft: Draft, family: Family): void {
  if (family.children.length < 6) return;
  const random = draft.random('mother award');
  if (!random.happens(AWARDED)) return;
  const silver = awardedOn(draft, family, 6, random.between(60, 420));
  const golden = awardedOn(draft, family, 7, random.between(60, 420));
  if (silver !== null && (golden === null || silver < golden)) award(draft, family, 'KUMIS_ALQA', silver, golden);
  if (golden !== null) award(draft, family, 'ALTYN_ALQA', golden, null);
}

function awardedOn(draft: Draft, { mother, children }: Family, count: number, delay: number): Day | null {
  if (children.length < count) return null;
  const on = birthdayOf(at(children, count - 1).born, 1) + delay;
  const allAlive = children.every((child) => child.born > on || isAlive(child, on));
  return allAlive && on <= draft.asOf && isAlive(mother, on) && (mother.left === null || on < mother.left) ? on : null;
}

function award(draft: Draft, { mother }: Family, kind: 'KUMIS_ALQA' | 'ALTYN_ALQA', from: Day, to: Day | null): void {
  draft.facts.motherAwards.push({ person: mother.iin, award: kind, from: dateOf(from), to: dateOrNull(to ?? mother.died) });
}
