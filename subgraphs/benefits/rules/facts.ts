import type { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';

/** What an amount may depend on. Each rule says which of them it needs. */
export interface BenefitFacts {
  readonly birthOrder?: number | null | undefined;
  readonly childrenCount?: number | null | undefined;
  readonly childAgeYears?: number | null | undefined;
  readonly disabilityGroup?: 'I' | 'II' | 'III' | null | undefined;
  readonly disabledSinceChildhood?: boolean | null | undefined;
  readonly survivorsCount?: number | null | undefined;
  readonly fullOrphan?: boolean | null | undefined;
  readonly otherDependants?: number | null | undefined;
  readonly insuranceMonths?: number | null | undefined;
  readonly rightArisesOn?: CivilDate | null | undefined;
  readonly motherAward?: 'KUMIS_ALQA' | 'ALTYN_ALQA' | null | undefined;
  readonly averageMonthlyIncome?: Decimal | null | undefined;
  readonly leaveDays?: number | null | undefined;
  readonly perCapitaIncome?: Decimal | null | undefined;
  readonly familyMembers?: number | null | undefined;
  readonly centre?: boolean | null | undefined;
  readonly regionKato?: string | null | undefined;
}

export type FactName = keyof BenefitFacts;
/** The type of a fact that is there. */
export type Known<N extends FactName> = NonNullable<BenefitFacts[N]>;

/** Least and most of each number; what lies outside is a typing error. */
const RANGES: Readonly<Partial<Record<FactName, readonly [least: number, most: number]>>> = {
  birthOrder: [1, 30],
  childrenCount: [0, 50],
  childAgeYears: [0, 120],
  survivorsCount: [1, 50],
  otherDependants: [0, 50],
  insuranceMonths: [0, 900],
  averageMonthlyIncome: [0, 1_000_000_000],
  leaveDays: [1, 184],
  perCapitaIncome: [0, 1_000_000_000],
  familyMembers: [1, 50],
};

const KINDS: Readonly<Record<FactName, string>> = {
  birthOrder: 'the order of the child among the children counted',
  childrenCount: 'the number of children counted',
  childAgeYears: 'full years of age',
  disabilityGroup: 'I, II or III',
  disabledSinceChildhood: 'true or false',
  survivorsCount: 'the number of family members entitled',
  fullOrphan: 'true or false',
  otherDependants: 'the number of further family members entitled',
  insuranceMonths: 'months of participation in social insurance',
  rightArisesOn: 'a day',
  motherAward: 'KUMIS_ALQA or ALTYN_ALQA',
  averageMonthlyIncome: 'tenge a month',
  leaveDays: 'calendar days',
  perCapitaIncome: 'tenge a month for each member of the family',
  familyMembers: 'the number of members of the family',
  centre: 'true or false; for one member of a family alone (235(2))',
  regionKato: 'KATO of a region',
};

/** A fact that is missing, or is not what it may be. The message says what is allowed and never what was given. */
export class FactProblem extends Error {
  override readonly name = 'FactProblem';
  constructor(readonly fact: FactName, problem: string) {
    super(problem);
  }
}

/** Grouped, because a message has no digits in a row that could be anybody's number (`redact`). */
const grouped = (value: number): string => value.toLocaleString('en-US');

const allowed = (fact: FactName): string => {
  const range = RANGES[fact];
  return range === undefined ? KINDS[fact] : `${KINDS[fact]}, ${grouped(range[0])} to ${grouped(range[1])}`;
};

/** The facts of one question, read one by one, so that it is known in the end which of them nobody asked for. */
export class GivenFacts {
  readonly #read = new Set<FactName>();

  /** Throws a FactProblem for a number outside of its range, whether it is going to be used or not. */
  constructor(private readonly facts: BenefitFacts) {
    for (const [fact, [least, most]] of Object.entries(RANGES) as [FactName, readonly [number, number]][]) {
      const value = Number(facts[fact] ?? least);
      if (!(value >= least && value <= most)) throw new FactProblem(fact, `must be ${allowed(fact)}.`);
    }
  }

  /** A fact without which there is no answer. */
  need<N extends FactName>(fact: N, programme: string): Known<N> {
    const value = this.find(fact);
    if (value === null) throw new FactProblem(fact, `${programme} needs it: ${allowed(fact)}.`);
    return value;
  }

  find<N extends FactName>(fact: N): Known<N> | null {
    this.#read.add(fact);
    return (this.facts[fact] as Known<N> | undefined) ?? null;
  }

  /** What was given and not asked for. */
  get unused(): FactName[] {
    return (Object.keys(this.facts) as FactName[]).filter((fact) => this.facts[fact] != null && !this.#read.has(fact));
  }
}
