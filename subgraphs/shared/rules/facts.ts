/** A fact that is missing, or is not what it may be. The message says what is allowed and never what was given. */
export class FactProblem<Name extends string = string> extends Error {
  override readonly name = 'FactProblem';
  constructor(readonly fact: Name, problem: string) {
    super(problem);
  }
}

/** The type of a fact that is there. */
export type Known<Facts, N extends keyof Facts> = NonNullable<Facts[N]>;

/** What the facts of some rules may be. */
export interface FactTerms<Facts> {
  /** Least and most of each number; what lies outside is a typing error. */
  readonly ranges: Readonly<Partial<Record<keyof Facts & string, readonly [least: number, most: number]>>>;
  /** What each of them is, in words. */
  readonly kinds: Readonly<Record<keyof Facts & string, string>>;
}

/** Grouped, because a message has no digits in a row that could be anybody's number (`redact`). */
const grouped = (value: number): string => value.toLocaleString('en-US');

/** The facts of one question, read one by one, so that it is known in the end which of them nobody asked for. */
export class FactsRead<Facts extends object> {
  readonly #read = new Set<keyof Facts>();

  /** Throws a FactProblem for a number outside of its range, whether it is going to be used or not. */
  constructor(private readonly facts: Facts, private readonly terms: FactTerms<Facts>) {
    for (const [fact, [least, most]] of Object.entries(terms.ranges) as [keyof Facts & string, readonly [number, number]][]) {
      const value = Number(facts[fact] ?? least);
      if (!(value >= least && value <= most)) throw new FactProblem(fact, `must be ${this.#allowed(fact)}.`);
    }
  }

  /** A fact without which there is no answer. */
  need<N extends keyof Facts & string>(fact: N, programme: string): Known<Facts, N> {
    const value = this.find(fact);
    if (value === null) throw new FactProblem(fact, `${programme} needs it: ${this.#allowed(fact)}.`);
    return value;
  }

  find<N extends keyof Facts & string>(fact: N): Known<Facts, N> | null {
    this.#read.add(fact);
    return this.facts[fact] ?? null;
  }

  /** What was given and not asked for. */
  get unused(): (keyof Facts & string)[] {
    return (Object.keys(this.facts) as (keyof Facts & string)[]).filter((fact) => this.facts[fact] != null && !this.#read.has(fact));
  }

  #allowed(fact: keyof Facts & string): string {
    const range = this.terms.ranges[fact];
    const kind = this.terms.kinds[fact];
    return range === undefined ? kind : `${kind}, ${grouped(range[0])} to ${grouped(range[1])}`;
  }
}
