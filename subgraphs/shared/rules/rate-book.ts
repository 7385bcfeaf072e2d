import { Decimal } from 'decimal.js';
import type { Certainty } from '../certainty.type.js';
import type { CivilDate } from '../clock.js';
import { type DatedPeriod, holdsOn } from '../dated.js';
import { ROUNDING_POLICIES, type RoundingPolicy } from '../money.js';

/** A figure of the yearly budget law: the monthly calculation index, the subsistence minimum, the minimum wage. */
export type IndexCode = 'MCI' | 'SM' | 'MW';

/** What a coefficient is multiplied with: an index, an income, or the payment before deductions. */
export type Base = IndexCode | 'INCOME' | 'PAYMENT';

/** Whether a product is for all of it, or for each child or carer. */
export type Per = 'AWARD' | 'CHILD' | 'CARER';

/** What a term limits. */
export type Limit = 'FROM_BIRTH' | 'APPLICATION' | 'BACKDATING' | 'CONTRACT';

/** Where a figure stands, and how sure it is. */
export interface Sourced {
  readonly legalBasis: string;
  readonly source: string;
  readonly certainty: Certainty;
}

export interface DatedRate<Programme extends string = string> extends DatedPeriod, Sourced {
  readonly programme: Programme;
  readonly tier: string;
  readonly coefficient: string;
  readonly base: Base;
  readonly per: Per;
}

export interface DatedParameter extends DatedPeriod, Sourced {
  readonly parameter: IndexCode;
  readonly amount: string;
}

export interface DatedRounding<Programme extends string = string> extends DatedPeriod, Sourced {
  /** Null: every programme without a policy of its own. */
  readonly programme: Programme | null;
  readonly policy: RoundingPolicy;
}

export interface DatedProgrammeTerm<Programme extends string = string> extends DatedPeriod, Sourced {
  readonly programme: Programme;
  readonly kind: Limit;
  readonly months: number;
}

/** Every dated figure that some programmes are computed with. */
export interface RateFigures<Programme extends string = string> {
  readonly rates: readonly DatedRate<Programme>[];
  readonly parameters: readonly DatedParameter[];
  readonly roundings: readonly DatedRounding<Programme>[];
  readonly terms: readonly DatedProgrammeTerm<Programme>[];
}

/** The dated figures of the law, looked up by day. Null where the figure is not known for that day. */
export class RateBook<Programme extends string = string> {
  readonly #rates: Map<string, DatedRate<Programme>[]>;
  readonly #changes: CivilDate[];

  constructor(private readonly figures: RateFigures<Programme>) {
    this.#rates = Map.groupBy(figures.rates, ({ programme, tier }) => `${programme}/${tier}`);
    this.#changes = [...new Set([...figures.rates, ...figures.parameters, ...figures.roundings].map(({ validFrom }) => validFrom))].sort();
  }

  rate(programme: Programme, tier: string, on: CivilDate): DatedRate<Programme> | null {
    return this.#rates.get(`${programme}/${tier}`)?.find((row) => holdsOn(row, on)) ?? null;
  }

  index(parameter: IndexCode, on: CivilDate): DatedParameter | null {
    return this.figures.parameters.find((one) => one.parameter === parameter && holdsOn(one, on)) ?? null;
  }

  parameter(parameter: IndexCode, on: CivilDate): Decimal | null {
    const row = this.index(parameter, on);
    return row && new Decimal(row.amount);
  }

  /** The programme's own policy of the day, else the general one. */
  rounding(programme: Programme, on: CivilDate): DatedRounding<Programme> {
    const rows = this.figures.roundings.filter((one) => holdsOn(one, on));
    const row = rows.find((one) => one.programme === programme) ?? rows.find((one) => one.programme === null);
    if (row === undefined) throw new RangeError(`no rounding policy for ${programme} on ${on}`);
    return row;
  }

  round(programme: Programme, on: CivilDate, exact: Decimal): Decimal {
    return ROUNDING_POLICIES[this.rounding(programme, on).policy](exact);
  }

  terms(programme: Programme, kind: Limit): DatedProgrammeTerm<Programme>[] {
    return this.figures.terms.filter((one) => one.programme === programme && one.kind === kind);
  }

  /** The days whose indices are known: a budget law is for its year. */
  get covered(): { readonly from: CivilDate; readonly to: CivilDate } {
    const days = this.figures.parameters.map(({ validFrom }) => validFrom).sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) throw new RangeError('no indices');
    return { from: first, to: `${last.slice(0, 4)}-12-31` };
  }

  /** The first day for which a programme's own rates are known; null where it has none. */
  knownSince(programme: Programme): CivilDate | null {
    return this.figures.rates.filter((one) => one.programme === programme).map(({ validFrom }) => validFrom).sort()[0] ?? null;
  }

  /** Days on which some rate, index or rounding changes, in order. */
  get changes(): readonly CivilDate[] {
    return this.#changes;
  }
}

/** The version of a rule that an amount was computed by, for whoever checks it later. */
export const ruleVersion = ({ programme, tier, validFrom }: DatedRate): string => `${programme}/${tier}@${validFrom}`;
