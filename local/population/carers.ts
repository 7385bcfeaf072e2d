import { makeAdult } from './adult.js';
import { type Day, years } from './calendar.js';
import { type Draft, LAST_ADULT_BIRTH } from './draft.js';
import type { Family } from './family.js';
import type { Life } from './life.js';
import { homeElsewhere, homeNearby, type Place } from './places.js';
import type { Random } from './random.js';

export interface Carers {
  readonly persons: readonly Life[];
  readonly home: Place;
}

/** Relatives come first (Family Code, 116(1), 122(2)): a grandmother while she is not too old, otherwise an aunt. */
export function relative(draft: Draft, family: Family, from: Day, random: Random): Carers {
  const home = random.happens(0.65) ? homeNearby(family.home, random) : homeElsewhere(family.home, random);
  const grandmother = family.mother.born - random.between(years(19), years(32));
  const born = draft.asOf - grandmother < years(74) ? grandmother : youngEnough(family.mother.born, from, random);
  const person = makeAdult(draft, { born, sex: 'FEMALE', book: family.book, surname: family.surname, home }, random);
  return { persons: [person], home };
}

/** About as old as the mother, and at least 24 when the child comes. */
const youngEnough = (mother: Day, from: Day, random: Random): Day =>
  Math.min(mother + random.between(-years(8), years(8)), from - years(24), LAST_ADULT_BIRTH);

interface Ages {
  /** Whole years at the day when the child comes, and on the as-of day. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** A family found for the child: a married couple, or a woman alone. */
export function strangers(draft: Draft, family: Family, from: Day, couple: boolean, ages: Ages, random: Random): Carers {
  const home = random.happens(0.4) ? homeNearby(family.home, random) : homeElsewhere(family.home, random);
  const surname = random.pick(family.book.surnames);
  const latest = Math.min(from - years(ages.atLeast), LAST_ADULT_BIRTH);
  const woman = random.between(draft.asOf - years(ages.atMost), latest);
  const man = Math.max(draft.asOf - years(ages.atMost), Math.min(woman - random.between(-years(2), years(6)), latest));
  const births = couple ? ([[woman, 'FEMALE'], [man, 'MALE']] as const) : ([[woman, 'FEMALE']] as const);
  const persons = births.map(([born, sex]) => makeAdult(draft, { born, sex, book: family.book, surname, home }, random));
  return { persons, home };
}
