import type { Period } from '../../../subgraphs/shared/periods.js';
import type { Household, SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { DEFAULT_POPULATION, households } from '../../../local/population/population.js';

export const FACTS = { ...DEFAULT_POPULATION, children: 20_000 };
export const AS_OF = FACTS.asOf;

/** 20,000 children with their households: made once per test file, in a fraction of a second. */
export const SAMPLE: readonly Household[] = [...households(FACTS)];

/** The first of a stream, without telling the rest. */
export function first(count: number, stream: Iterable<Household>): Household[] {
  const list: Household[] = [];
  for (const household of stream) if (list.push(household) === count) break;
  return list;
}

export const peopleOf = ({ persons }: Household): ReadonlyMap<string, SyntheticPerson> => new Map(persons.map((one) => [one.iin, one]));

export function person(people: ReadonlyMap<string, SyntheticPerson>, iin: string): SyntheticPerson {
  const found = people.get(iin);
  if (found === undefined) throw new Error('A fact names somebody who is not in the household.');
  return found;
}

/** What a rule finds wrong, as households to look at: an empty list is a rule kept. */
export const violations = (rule: (household: Household) => boolean): number[] =>
  SAMPLE.filter((household) => !rule(household)).map(({ number }) => number);

export const holdsOn = ({ from, to }: Period, day: string): boolean => from <= day && (to === null || day < to);

/** Each period has a length, lies in the past, and begins where the one before it ended. */
export const isGapless = (periods: readonly Period[]): boolean =>
  periods.every(({ from, to }, i) => from <= AS_OF && (to === null || (from < to && to <= AS_OF)) && (i === 0 || periods[i - 1]?.to === from));

/** Whole years, 29 February counting from 1 March. */
export function ageOn(born: string, day: string): number {
  const age = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? age - 1 : age;
}

export const isPast = (...days: readonly (string | null)[]): boolean => days.every((day) => day === null || day <= AS_OF);
