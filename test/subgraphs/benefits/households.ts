import type { CareForm, Household, SyntheticCare, SyntheticName, SyntheticParentage, SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { guardianshipBody } from '../../../subgraphs/shared/synthetic/organisations.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';

const DISTRICT = '751410000';
const parts = { surname: 'Сынақ', given: 'Сынақ', patronymic: null };
const NAME: SyntheticName = { kk: parts, ru: parts, latin: parts };

/** An IIN of the synthetic kind that no other person of a test has. */
export function iinOf(ordinal: number): string {
  for (let month = 1; month <= 12; month += 1) {
    const iin = withCheckDigit(`77${String(month).padStart(2, '0')}019${String(ordinal).padStart(4, '0')}`);
    if (iin !== null) return iin;
  }
  throw new Error('no check digit');
}

/** A household to tell a test's story with: a mother and a father, citizens at home in Almaty, and children. */
export class Story {
  static ordinal = 1;
  readonly persons: SyntheticPerson[] = [];
  readonly parentages: SyntheticParentage[] = [];
  readonly cares: SyntheticCare[] = [];
  readonly disabilities: Household['disabilities'][number][] = [];
  readonly insurances: Household['insurances'][number][] = [];
  readonly motherAwards: Household['motherAwards'][number][] = [];
  readonly mother = this.person('1990-02-02', { sex: 'FEMALE' });
  readonly father = this.person('1988-03-03', { sex: 'MALE' });

  constructor(readonly number: number) {}

  person(birthDate: string, facts: Partial<SyntheticPerson> = {}): SyntheticPerson {
    const end = facts.death?.on ?? null;
    const person: SyntheticPerson = {
      iin: iinOf(Story.ordinal++),
      birthDate,
      sex: 'FEMALE',
      isChild: birthDate >= '2006-01-01',
      name: NAME,
      citizenships: [{ country: 'KZ', from: birthDate, to: null }],
      residences: [{ district: DISTRICT, address: '-', from: birthDate, to: end }],
      registeredOn: birthDate,
      death: null,
      ...facts,
    };
    this.persons.push(person);
    return person;
  }

  /** A person's facts, once it is known what will have happened. */
  change(person: SyntheticPerson, facts: Partial<SyntheticPerson>): void {
    this.persons.splice(this.persons.indexOf(person), 1, { ...person, ...facts });
  }

  dies(person: SyntheticPerson, on: string): void {
    this.change(person, { death: { on, registeredOn: on }, residences: person.residences.map((one) => ({ ...one, to: on })) });
  }

  child(birthDate: string, facts: Partial<SyntheticPerson> = {}): SyntheticPerson {
    const child = this.person(birthDate, facts);
    for (const [parent, role] of [[this.mother, 'MOTHER'], [this.father, 'FATHER']] as const) {
      this.parentages.push({ child: child.iin, parent: parent.iin, role, basis: 'BIRTH', from: birthDate, to: null, restrictions: [] });
    }
    return child;
  }

  care(child: SyntheticPerson, form: CareForm, from: string, to: string | null, facts: Partial<SyntheticCare> = {}): void {
    const body = guardianshipBody(DISTRICT);
    this.cares.push({ child: child.iin, form, from, to, carers: [], institution: null, body, act: '1', district: DISTRICT, reason: 'ORPHAN', shielded: false, endReason: to === null ? null : 'RETURNED_TO_PARENT', ...facts });
  }

  get household(): Household {
    const { number, persons, parentages, cares, disabilities, insurances, motherAwards } = this;
    return { number, persons, parentages, cares, disabilities, insurances, motherAwards };
  }
}
