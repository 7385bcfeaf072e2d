import { addDays } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import type { Period } from '../../shared/periods.js';
import type { Household, SyntheticCare, SyntheticParentage, SyntheticPerson } from '../../shared/synthetic/household.js';

/** The end of what has no end. */
export const FAR: CivilDate = '9999-12-31';

export const endOf = ({ to }: Period): CivilDate => to ?? FAR;

/** First day of majority. */
export const majority = ({ birthDate }: SyntheticPerson): CivilDate => birthdayAt(birthDate, 18);

/** The last day before another. */
export const dayBefore = (day: CivilDate): CivilDate => addDays(day, -1);

/** Without a break a citizen who lives in the country, and why that ended. */
export interface Stay {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly endReason: 'MOVED_ABROAD' | 'CITIZENSHIP_LOST';
  /** First day of the next one, when what was suspended is applied for anew. */
  readonly nextFrom: CivilDate;
}

/** The first day abroad of somebody who left the country alive. */
export const departure = ({ residences, death }: SyntheticPerson): CivilDate => {
  const last = residences.at(-1)?.to ?? FAR;
  return last === death?.on ? FAR : last;
};

function staysOf(person: SyntheticPerson): Stay[] {
  const left = departure(person);
  const arrived = person.residences[0]?.from ?? FAR;
  const citizenships = person.citizenships.filter(({ country }) => country === 'KZ');
  return citizenships.flatMap((citizenship, i): Stay[] => {
    const from = citizenship.from > arrived ? citizenship.from : arrived;
    const lost = endOf(citizenship);
    const to = left < lost ? left : lost;
    return from < to ? [{ from, to, endReason: left < lost ? 'MOVED_ABROAD' : 'CITIZENSHIP_LOST', nextFrom: citizenships[i + 1]?.from ?? FAR }] : [];
  });
}

/** One household as the ministry would come to know it. */
export class HouseholdView {
  readonly children: readonly SyntheticPerson[];
  readonly #persons: ReadonlyMap<string, SyntheticPerson>;
  readonly #parentages: ReadonlyMap<string, readonly SyntheticParentage[]>;
  readonly #cares: ReadonlyMap<string, readonly SyntheticCare[]>;
  readonly #stays = new Map<SyntheticPerson, readonly Stay[]>();
  readonly #orders = new Map<string, ReadonlyMap<string, number>>();

  constructor(readonly household: Household) {
    this.children = household.persons.filter(({ isChild }) => isChild);
    this.#persons = new Map(household.persons.map((person) => [person.iin, person]));
    this.#parentages = Map.groupBy(household.parentages, ({ child }) => child);
    // A guest stay changes nobody's payee; what ended in adoption belongs to an identity that nobody may find.
    this.#cares = Map.groupBy(household.cares.filter(({ form, endReason }) => form !== 'GUEST' && endReason !== 'ADOPTED'), ({ child }) => child);
  }

  person(iin: string): SyntheticPerson | undefined {
    return this.#persons.get(iin);
  }

  parentages(child: string): readonly SyntheticParentage[] {
    return this.#parentages.get(child) ?? [];
  }

  cares(child: string): readonly SyntheticCare[] {
    return this.#cares.get(child) ?? [];
  }

  stays(person: SyntheticPerson): readonly Stay[] {
    const known = this.#stays.get(person);
    if (known !== undefined) return known;
    const stays = staysOf(person);
    this.#stays.set(person, stays);
    return stays;
  }

  /** Which of the mother's children this one is, from 1; twins in the order of the register. Without a mother, 1. */
  birthOrder(child: SyntheticPerson): number {
    const mother = this.parentages(child.iin).find(({ role, to }) => role === 'MOTHER' && to === null)?.parent;
    return mother === undefined ? 1 : (this.#ordersOf(mother).get(child.iin) ?? 1);
  }

  #ordersOf(mother: string): ReadonlyMap<string, number> {
    const known = this.#orders.get(mother);
    if (known !== undefined) return known;
    const children = this.household.parentages.filter(({ parent, to }) => parent === mother && to === null).map(({ child }) => this.person(child));
    const ordered = children.filter((one) => one !== undefined).sort((a, b) => (`${a.birthDate}${a.iin}` < `${b.birthDate}${b.iin}` ? -1 : 1));
    const orders = new Map(ordered.map(({ iin }, i) => [iin, i + 1]));
    this.#orders.set(mother, orders);
    return orders;
  }
}
