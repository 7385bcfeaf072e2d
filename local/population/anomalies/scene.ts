import type { Births } from '../births.js';
import { birthdayOf, dateOf, type Day, monthStart, years } from '../calendar.js';
import type { Draft } from '../draft.js';
import type { Family } from '../family.js';
import { INSURANCE_SINCE } from '../insurance.js';
import { dateOrNull, type Life } from '../life.js';
import { at, type Random } from '../random.js';

/** A household that is made to fit an error: families about whom nothing else is told. */
export class Scene {
  constructor(
    readonly draft: Draft,
    readonly families: readonly Family[],
    readonly random: Random,
  ) {}

  get asOf(): Day {
    return this.draft.asOf;
  }

  get family(): Family {
    return at(this.families, 0);
  }

  get mother(): Life {
    return this.family.mother;
  }

  /** Every family of a scene has one. */
  get father(): Life {
    const { father } = this.family;
    if (father === null) throw new TypeError('A scene without a father.');
    return father;
  }

  /** The children of all families, oldest first within each. */
  get children(): readonly Life[] {
    return this.families.flatMap(({ children }) => children);
  }

  child(order = 0): Life {
    return at(this.children, order);
  }

  /** The first day of a month before the as-of day's: 1 is the last month that is over. */
  monthsAgo(count: number): Day {
    return monthStart(this.asOf, -count);
  }

  /** Some day of a month that is over. */
  dayIn(monthsAgo: number): Day {
    return this.monthsAgo(monthsAgo) + this.random.between(0, 27);
  }

  /** Some day three to five months ago: late enough for the index of today, early enough to be paid after. */
  recently(): Day {
    return this.dayIn(this.random.between(3, 5));
  }

  dies(life: Life, on: Day, registeredAfter: number): void {
    life.died = on;
    life.deathRegistered = Math.min(on + registeredAfter, this.asOf);
  }

  /** A disability from about two years ago on, of a child who was seven or older then. */
  disabled(child: Life, to: Day | null = null): { readonly from: Day; readonly group: 'I' | 'II' | 'III' } {
    const from = this.asOf - years(2) - this.random.between(0, 200);
    const group = this.random.pick(['I', 'II', 'III'] as const);
    this.draft.facts.disabilities.push({ person: child.iin, from: dateOf(from), to: dateOrNull(to), group });
    return { from, group };
  }

  /** From the age of 18 on, so before any child was born. */
  insured(parent: Life, averageMonthlyIncome: string): void {
    this.draft.facts.insurances.push({ person: parent.iin, from: dateOf(Math.max(INSURANCE_SINCE, monthStart(birthdayOf(parent.born, 18), 1))), to: null, averageMonthlyIncome });
  }
}

/** The first day of the first month that begins on a day or later. */
export const monthFrom = (day: Day): Day => monthStart(day - 1, 1);

/** Births of children who are between two ages today, in years, oldest first. */
export const aged = (asOf: Day, random: Random, ...ages: readonly (readonly [least: number, most: number])[]): Births =>
  ages.map(([least, most]) => asOf - random.between(years(least), years(most)));
