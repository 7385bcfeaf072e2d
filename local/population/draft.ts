import type { Household, SyntheticName } from '../../subgraphs/shared/synthetic/household.js';
import { CHILD_SINCE } from './births.js';
import type { Day } from './calendar.js';
import type { IinIssuer } from './iin.js';
import type { Life } from './life.js';
import type { Sex } from './names.js';
import type { Place } from './places.js';
import { Random } from './random.js';

/** The last day on which a parent or carer of the population is born: whoever is younger is served as a child. */
export const LAST_ADULT_BIRTH = CHILD_SINCE - 1;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** A household while it is being told: what each concern has found out so far, and what they all need to find out more. */
export class Draft {
  readonly lives: Life[] = [];
  readonly facts: Mutable<Omit<Household, 'number' | 'persons'>> = {
    parentages: [],
    cares: [],
    disabilities: [],
    insurances: [],
    motherAwards: [],
  };

  constructor(
    readonly number: number,
    readonly asOf: Day,
    private readonly seed: number,
    private readonly issuer: IinIssuer,
  ) {}

  /** The stream of one concern. */
  random(topic: string): Random {
    return new Random(this.seed, this.number, topic);
  }

  /** Adds a citizen who has lived in one place since birth and whose birth was recorded within weeks. */
  person(born: Day, sex: Sex, name: SyntheticName, home: Place, daysToRegister: number): Life {
    const life: Life = {
      iin: this.issuer.issue(born),
      born,
      sex,
      isChild: born >= CHILD_SINCE,
      name,
      registered: Math.min(born + daysToRegister, this.asOf),
      citizenships: [{ from: born, is: 'KZ' }],
      residences: [{ from: born, is: home }],
      left: null,
      died: null,
      deathRegistered: null,
    };
    this.lives.push(life);
    return life;
  }
}
