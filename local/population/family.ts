import type { Births } from './births.js';
import { birthdayOf, type Day, years } from './calendar.js';
import { type Draft, LAST_ADULT_BIRTH } from './draft.js';
import { makeAdult } from './adult.js';
import type { Life } from './life.js';
import { type FatherName, type Gendered, KAZAKH, type NameBook, OTHER, RUSSIAN } from './name-book.js';
import { nameOf } from './names.js';
import { homeInCountry, type Place } from './places.js';
import { at, type Random, weights } from './random.js';

/** A court's decision against a parent; it counts for the children who were minors then. */
export interface Restriction {
  readonly parent: Life;
  readonly from: Day;
  readonly to: Day | null;
  readonly status: 'DEPRIVED' | 'LIMITED';
  readonly act: string;
}

/** Parents and their children, as the civil registry knows them. */
export interface Family {
  /** Tells the streams of a household's families apart. */
  readonly key: string;
  readonly book: NameBook;
  /** The children's surname: the father's, or the mother's where no father is recorded. */
  readonly surname: Gendered;
  readonly home: Place;
  readonly mother: Life;
  readonly father: Life | null;
  /** In order of birth; the oldest may be born before 2006 and are then no children of the population. */
  readonly children: readonly Life[];
  readonly restrictions: Restriction[];
}

/** Origins as in the census, roughly: Kazakh, Russian, others. Marriages across them are left out. */
const BOOKS = weights([[KAZAKH, 75], [RUSSIAN, 15], [OTHER, 10]] as const);

const NO_FATHER_RECORDED = 0.11;
const WIFE_TAKES_SURNAME = 0.72;
const BOYS = 0.515;

export function makeFamily(draft: Draft, births: Births, index: number, fatherNeeded: boolean): Family {
  const key = `family ${index}`;
  const random = draft.random(key);
  const book = random.weighted<NameBook>(BOOKS);
  const home = homeInCountry(random);
  const surname = random.pick(book.surnames);
  const fatherName = random.pick(book.male);
  const recorded = fatherNeeded || !random.happens(NO_FATHER_RECORDED);
  const maiden = recorded && !random.happens(WIFE_TAKES_SURNAME) ? random.pick(book.surnames) : surname;
  const born = parentsBirths(births, random);
  const mother = makeAdult(draft, { born: born.mother, sex: 'FEMALE', book, surname: maiden, home }, random);
  const father = recorded ? makeAdult(draft, { born: born.father, sex: 'MALE', book, surname, given: fatherName, home }, random) : null;
  // A mother alone may name a father for the patronymic.
  const patronymic = recorded || random.happens(0.7) ? fatherName : null;
  const children = makeChildren(draft, births, { book, surname, patronymic, home }, random);
  return { key, book, surname, home, mother, father, children, restrictions: [] };
}

/** Mothers are 18 at their first birth and at most 45 at their last, mostly 19 to 33; fathers three years younger to eight older. */
function parentsBirths(births: Births, random: Random): { mother: Day; father: Day } {
  const first = at(births, 0);
  const span = at(births, births.length - 1) - first;
  const late = random.happens(0.12) ? random.between(0, years(9)) : 0;
  const wished = years(18.6) + Math.floor((random.next() + random.next()) * years(7)) + late;
  const latestFirst = years(44.9) - span;
  const mother = first - Math.max(years(18.1), Math.min(wished, latestFirst));
  const father = Math.min(mother - random.between(-years(3), years(8)), birthdayOf(first, -18) - random.between(30, 700));
  return { mother: beforeChildren(mother, random), father: beforeChildren(father, random) };
}

/** Spread over two years, so that the youngest parents do not all share the last possible birthday. */
const beforeChildren = (day: Day, random: Random): Day => (day > LAST_ADULT_BIRTH ? LAST_ADULT_BIRTH - random.between(0, 730) : day);

interface Siblings {
  readonly book: NameBook;
  readonly surname: Gendered;
  readonly patronymic: FatherName | null;
  readonly home: Place;
}

/** Given names go through the book in steps of seven from a first one, so that siblings' names differ. */
function makeChildren(draft: Draft, births: Births, { book, surname, patronymic, home }: Siblings, random: Random): Life[] {
  const first = random.between(0, 100);
  return births.map((born, order) => {
    const sex = random.happens(BOYS) ? 'MALE' : 'FEMALE';
    const names = sex === 'MALE' ? book.male : book.female;
    const given = at(names, (first + 7 * order) % names.length);
    return draft.person(born, sex, nameOf({ surname, given, patronymic }, sex), home, random.between(1, 40));
  });
}
