import { CHILD_SINCE } from './births.js';
import { type Day, years } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { isAlive, type Life, moveTo } from './life.js';
import { lastBirth } from './marriage.js';
import { homeElsewhere, homeNearby, type Place } from './places.js';
import { type Random, weights } from './random.js';

const DESTINATIONS = weights([['RU', 60], ['DE', 20], ['US', 8], ['TR', 7], ['KR', 5]] as const);

/** Where kandas (returning ethnic Kazakhs) and other new citizens come from. */
const ORIGINS = weights([['UZ', 36], ['CN', 24], ['RU', 18], ['MN', 12], ['TM', 10]] as const);

const everybody = ({ mother, father, children }: Family): Life[] => (father ? [mother, father, ...children] : [mother, ...children]);

/** The family leaves for good after its last birth; two in five give up their citizenship in the years after. */
export function emigrate(draft: Draft, family: Family): void {
  const random = draft.random('migration');
  const left = random.between(lastBirth(family) + 60, draft.asOf - 20);
  const lost = left + random.between(60, years(5));
  const country = random.happens(0.55) && lost <= draft.asOf ? random.weighted(DESTINATIONS) : null;
  for (const life of everybody(family)) {
    if (!isAlive(life, left)) continue;
    life.left = left;
    if (country !== null) life.citizenships.push({ from: lost, is: country });
  }
}

/**
 * The family comes from abroad and becomes citizens one to five years later, after at least one of its children was
 * born; children born later are citizens from birth. One family in eight is still waiting.
 */
export function naturalise(draft: Draft, family: Family): void {
  const random = draft.random('migration');
  const firstChild = family.children.find(({ born }) => born >= CHILD_SINCE)?.born ?? draft.asOf;
  const naturalised = random.between(firstChild + 90, draft.asOf - 30);
  const arrived = naturalised - random.between(365, years(5));
  const origin = random.weighted(ORIGINS);
  const granted = random.happens(0.88) ? naturalised : null;
  for (const life of everybody(family)) {
    if (life.born < arrived) arrive(draft, life, arrived, random);
    if (granted !== null && life.born >= granted) continue;
    life.citizenships = [{ from: life.born, is: origin }];
    if (granted !== null) life.citizenships.push({ from: granted, is: 'KZ' });
  }
}

/** The country's register knows a birth abroad, and a home, from the arrival on. */
function arrive(draft: Draft, life: Life, on: Day, random: Random): void {
  life.residences = life.residences.map(({ is }) => ({ from: on, is }));
  life.registered = Math.min(on + random.between(5, 60), draft.asOf);
}

/** The family takes another citizenship without leaving, and has its own restored within two years. */
export function regainCitizenship(draft: Draft, family: Family): void {
  const random = draft.random('migration');
  const lost = random.between(lastBirth(family) + 30, draft.asOf - years(2.5));
  const regained = lost + random.between(200, 700);
  for (const life of everybody(family)) {
    life.citizenships.push({ from: lost, is: 'RU' }, { from: regained, is: 'KZ' });
  }
}

const MOVES = 0.085;

/** One family in twelve has moved to where it lives now, most of them within the region. */
export function move(draft: Draft, family: Family): void {
  const random = draft.random('move');
  if (!random.happens(MOVES)) return;
  const before = random.happens(0.2) ? homeNearby(family.home, random) : homeElsewhere(family.home, random);
  const on = random.between(draft.asOf - years(12), draft.asOf - 10);
  for (const life of everybody(family)) movedOn(life, before, family.home, on);
}

/** Whoever was born before the move lived elsewhere until then; the young and the later born know one home only. */
function movedOn(life: Life, before: Place, now: Place, on: Day): void {
  if (life.born >= on || !isAlive(life, on)) return;
  life.residences = [{ from: life.born, is: before }];
  moveTo(life, on, now);
}
