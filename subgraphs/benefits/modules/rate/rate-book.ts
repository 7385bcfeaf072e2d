import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import { type DatedPeriod, holdsOn } from '../../../shared/dated.js';
import { ROUNDING_POLICIES, type RoundingPolicy } from '../../../shared/money.js';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { IndexParameterCode } from '../parameter/parameter.type.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { RateBase, RatePer, TermKind } from './rate.type.js';

/** Where a figure stands, and how sure it is. */
export interface Sourced {
  readonly legalBasis: string;
  readonly source: string;
  readonly certainty: Certainty;
}

export interface DatedRate extends DatedPeriod, Sourced {
  readonly programme: BenefitProgrammeCode;
  readonly tier: string;
  readonly coefficient: string;
  readonly base: RateBase;
  readonly per: RatePer;
}

export interface DatedParameter extends DatedPeriod, Sourced {
  readonly parameter: IndexParameterCode;
  readonly amount: string;
}

export interface DatedRounding extends DatedPeriod, Sourced {
  /** Null: every programme without a policy of its own. */
  readonly programme: BenefitProgrammeCode | null;
  readonly policy: RoundingPolicy;
}

export interface DatedProgrammeTerm extends DatedPeriod, Sourced {
  readonly programme: BenefitProgrammeCode;
  readonly kind: TermKind;
  readonly months: number;
}

/** Every dated figure, as law.ts has them and the reference tables hold them. */
export interface RateFigures {
  readonly rates: readonly DatedRate[];
  readonly parameters: readonly DatedParameter[];
  readonly roundings: readonly DatedRounding[];
  readonly terms: readonly DatedProgrammeTerm[];
}

/** The dated figures of the law, looked up by day. Null where the figure is not known for that day. */
export class RateBook {
  readonly #rates: Map<string, DatedRate[]>;
  readonly #changes: CivilDate[];

  constructor(private readonly figures: RateFigures) {
    this.#rates = Map.groupBy(figures.rates, ({ programme, tier }) => `${programme}/${tier}`);
    this.#changes = [...new Set([...figures.rates, ...figures.parameters, ...figures.roundings].map(({ validFrom }) => validFrom))].sort();
  }

  rate(programme: BenefitProgrammeCode, tier: string, on: CivilDate): DatedRate | null {
    return this.#rates.get(`${programme}/${tier}`)?.find((row) => holdsOn(row, on)) ?? null;
  }

  index(parameter: IndexParameterCode, on: CivilDate): DatedParameter | null {
    return this.figures.parameters.find((one) => one.parameter === parameter && holdsOn(one, on)) ?? null;
  }

  parameter(parameter: IndexParameterCode, on: CivilDate): Decimal | null {
    const row = this.index(parameter, on);
    return row && new Decimal(row.amount);
  }

  /** The programme's own policy of the day, else the general one. */
  rounding(programme: BenefitProgrammeCode, on: CivilDate): DatedRounding {
    const rows = this.figures.roundings.filter((one) => holdsOn(one, on));
    const row = rows.find((one) => one.programme === programme) ?? rows.find((one) => one.programme === null);
    if (row === undefined) throw new RangeError(`no rounding policy for ${programme} on ${on}`);
    return row;
  }

  round(programme: BenefitProgrammeCode, on: CivilDate, exact: Decimal): Decimal {
    return ROUNDING_POLICIES[this.rounding(programme, on).policy](exact);
  }

  terms(programme: BenefitProgrammeCode, kind: TermKind): DatedProgrammeTerm[] {
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
  knownSince(programme: BenefitProgrammeCode): CivilDate | null {
    return this.figures.rates.filter((one) => one.programme === programme).map(({ validFrom }) => validFrom).sort()[0] ?? null;
  }

  /** Days on which some rate, index or rounding changes, in order. */
  get changes(): readonly CivilDate[] {
    return this.#changes;
  }
}

/** The version of a rule that an amount was computed by, for whoever checks it later. */
export const ruleVersion = ({ programme, tier, validFrom }: DatedRate): string => `${programme}/${tier}@${validFrom}`;
