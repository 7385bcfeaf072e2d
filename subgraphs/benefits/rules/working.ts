import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import type { LocalizedText } from '../../shared/language.js';
import type { IndexParameterCode } from '../modules/parameter/parameter.type.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import type { DatedParameter, DatedRate, RateBook } from '../modules/rate/rate-book.js';
import type { FactName, GivenFacts, Known } from './facts.js';
import { type Policy, policyOn } from './policies.js';
import type { NotDue } from './rule.js';
import { text } from './text.js';

/** One line of an explanation. A note has neither expression nor value. */
export interface Step {
  readonly text: LocalizedText;
  /** What was computed, e.g. `5.76 × 4325`. */
  readonly expression: string | null;
  readonly value: Decimal | null;
  /** Article of the Social Code. */
  readonly article: string | null;
}

/** A figure that an amount was computed with. */
export interface UsedFigure {
  /** `MCI`, or a rate as `CARE_STATE/ORDER_1`. */
  readonly code: string;
  readonly value: string;
  readonly row: DatedParameter | DatedRate;
}

/** A figure is not known for a day. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered';
  constructor(readonly argument: 'on' | 'facts.rightArisesOn', readonly from: CivilDate, readonly to: CivilDate) {
    super(`known from ${from} to ${to}`);
  }
}

const INDEX_NAMES: Readonly<Record<IndexParameterCode, LocalizedText>> = {
  MCI: text('АЕК', 'МРП', 'MCI'),
  SM: text('ең төмен күнкөріс деңгейі', 'прожиточный минимум', 'subsistence minimum'),
  MW: text('ең төмен жалақы', 'минимальная заработная плата', 'minimum wage'),
};

export const plain = (value: Decimal.Value): string => new Decimal(value).toFixed();

/** Where a rule computes one case: it looks figures up, and writes down what it took and did. */
export class Working {
  readonly steps: Step[] = [];
  readonly #figures = new Map<string, UsedFigure>();

  constructor(readonly programme: BenefitProgrammeCode, private readonly book: RateBook, readonly on: CivilDate, private readonly facts: GivenFacts) {}

  /** Throws a FactProblem when it is missing. */
  need<N extends FactName>(fact: N): Known<N> {
    return this.facts.need(fact, this.programme);
  }

  find<N extends FactName>(fact: N): Known<N> | null {
    return this.facts.find(fact);
  }

  get figures(): UsedFigure[] {
    return [...this.#figures.values()];
  }

  /** The day the right arose; the day asked about when nothing is said, and then the explanation says so. Not later. */
  rightArisesOn(): CivilDate {
    const day = this.find('rightArisesOn');
    if (day === null) {
      this.note(text(
        'Құқық туындаған күн көрсетілмеген: сұралған күн алынды.',
        'День возникновения права не указан: взят день вопроса.',
        'No day on which the right arose was given: the day asked about is taken.',
      ));
      return this.on;
    }
    const { from } = this.book.covered;
    if (day > this.on || day < from) throw new NotCovered('facts.rightArisesOn', from, this.on);
    return day;
  }

  index(code: IndexParameterCode, day = this.on): Decimal {
    const row = this.book.index(code, day);
    if (row === null) throw this.notCovered(day);
    this.#figures.set(`${code}@${row.validFrom}`, { code, value: row.amount, row });
    return new Decimal(row.amount);
  }

  rate(tier: string, day = this.on, programme = this.programme): DatedRate {
    const row = this.book.rate(programme, tier, day);
    if (row === null) throw this.notCovered(day, programme);
    this.#figures.set(`${programme}/${tier}`, { code: `${programme}/${tier}`, value: plain(row.coefficient), row });
    return row;
  }

  /** Coefficient × index of the day, for each of some where the rate is for each. */
  multiple(rate: DatedRate, article: string, each = 1, day = this.on): Decimal {
    if (rate.base === 'INCOME' || rate.base === 'PAYMENT') throw new TypeError(`${rate.programme}/${rate.tier} is no multiple of an index`);
    const index = this.index(rate.base, day);
    const heads = rate.per === 'CHILD' ? each : 1;
    const [name, k] = [INDEX_NAMES[rate.base], plain(rate.coefficient)];
    const value = index.times(rate.coefficient).times(heads);
    const expression = [k, plain(index), ...(rate.per === 'CHILD' ? [heads] : [])].join(' × ');
    const [kk, ru, en] = rate.per === 'CHILD' ? [`, адам саны: ${heads}`, ` на каждого, человек: ${heads}`, ` for each of ${heads}`] : ['', '', ''];
    return this.compute(text(`${k} × ${name.kk}${kk}`, `${k} × ${name.ru}${ru}`, `${k} × ${name.en}${en}`), expression, value, article);
  }

  /** Writes a computation down and gives its value back. */
  compute(said: LocalizedText, expression: string, value: Decimal, article: string | null): Decimal {
    this.steps.push({ text: said, expression, value, article });
    return value;
  }

  note(said: LocalizedText, article: string | null = null): void {
    this.steps.push({ text: said, expression: null, value: null, article });
  }

  /** No right, and why. */
  notDue(said: LocalizedText, article: string): NotDue {
    this.note(said, article);
    return { due: false };
  }

  /** The choice of the day where the law leaves one; the explanation says that there was one. */
  policy<V extends string>(policies: readonly Policy<V>[]): V {
    const { value, warning, article } = policyOn(policies, this.on);
    this.note(warning, article);
    return value;
  }

  /** The term of a kind in force on the day, in months; null where none is known. */
  term(kind: 'FROM_BIRTH' | 'APPLICATION', programme = this.programme): number | null {
    return this.book.terms(programme, kind).find(({ validFrom, validTo }) => validFrom <= this.on && (validTo == null || this.on < validTo))?.months ?? null;
  }

  notCovered(day: CivilDate, programme = this.programme): NotCovered {
    const { from, to } = this.book.covered;
    const since = this.book.knownSince(programme) ?? from;
    return new NotCovered(day === this.on ? 'on' : 'facts.rightArisesOn', since > from ? since : from, to);
  }
}
