import type { SyntheticName, SyntheticPerson } from '../../subgraphs/shared/synthetic/household.js';
import { dateOf, type Day } from './calendar.js';
import type { Sex } from './names.js';
import type { Place } from './places.js';

/** Something that holds from a day until the next change of its kind. */
export interface Change<T> {
  readonly from: Day;
  readonly is: T;
}

/** One person while the household is being told. Each concern adds what it knows; `written` turns it into the contract's form. */
export interface Life {
  readonly iin: string;
  readonly born: Day;
  readonly sex: Sex;
  readonly isChild: boolean;
  readonly name: SyntheticName;
  /** Day on which the civil registry recorded the birth. */
  registered: Day;
  /** ISO 3166-1 alpha-2, as registry keeps it. */
  citizenships: Change<string>[];
  residences: Change<Place>[];
  /** First day abroad for good. */
  left: Day | null;
  died: Day | null;
  deathRegistered: Day | null;
}

/** A new home from a day on; whoever is dead or abroad by then stays where they were. */
export function moveTo(life: Life, from: Day, home: Place): void {
  if (isAlive(life, from) && (life.left === null || life.left > from)) life.residences.push({ from, is: home });
}

export const isAlive = ({ born, died }: Life, on: Day): boolean => born <= on && (died === null || died > on);

export const dateOrNull = (day: Day | null): string | null => (day === null ? null : dateOf(day));

export function written(life: Life): SyntheticPerson {
  const { died, deathRegistered } = life;
  return {
    iin: life.iin,
    birthDate: dateOf(life.born),
    sex: life.sex,
    isChild: life.isChild,
    name: life.name,
    citizenships: periods(life.citizenships, died).map(({ from, to, is }) => ({ from, to, country: is })),
    residences: periods(life.residences, earlier(died, life.left)).map(({ from, to, is }) => ({
      from,
      to,
      district: is.district,
      address: is.address,
    })),
    registeredOn: dateOf(life.registered),
    death: died === null || deathRegistered === null ? null : { on: dateOf(died), registeredOn: dateOf(deathRegistered) },
  };
}

/** Changes as periods that follow each other without gaps; the last ends at `end`, and what would begin later never was. */
function periods<T>(changes: readonly Change<T>[], end: Day | null): { from: string; to: string | null; is: T }[] {
  const past = end === null ? changes : changes.filter(({ from }) => from < end);
  return past.map(({ from, is }, i) => ({ from: dateOf(from), to: dateOrNull(past[i + 1]?.from ?? end), is }));
}

export const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null ? a : Math.min(a, b));
