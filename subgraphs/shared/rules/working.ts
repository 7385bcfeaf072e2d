import { Decimal } from 'decimal.js';
import type { CivilDate } from '../clock.js';
import { holdsOn } from '../dated.js';
import type { LocalizedText } from '../language.js';
import { type FactsRead, type Known } from './facts.js';
import { type Policy, policyOn } from './policy.js';
import type { DatedParameter, DatedRate, IndexCode, Limit, RateBook } from './rate-book.js';
import { text } from './text.js';

/** One line of an explanation. A note has neither expression nor value. */
export interface Step {
  readonly text: LocalizedText;
  /** What was computed, e.g. `5.76 × 4325`. */
  readonly expression: string | null;
  readonly value: Decimal | null;
  /** Article of the law. */
  readonly article: string | null;
}

/** A figure that an amount was computed with. */
export interface UsedFigure {
  /** `MCI`, or a rate as `CARE_STATE/ORDER_1`. */
  readonly code: string;
  readonly value: string;
  readonly row: DatedParameter | DatedRate;
}

/** What a case comes to before rounding. */
export interface Due<Programme extends string = string> {
  readonly due: true;
  /** Which case of the rates it is, e.g. ORDER_1. */
  readonly tier: string;
  /** The rate that decides, for the version of the rule. */
  readonly rate: DatedRate<Programme>;
  /** Exact values: each is rounded by itself, then they are added up. */
  readonly parts: readonly Decimal[];
  /** The share that is withheld for the pension fund, where one is. */
  readonly withheld?: DatedRate<Programme>;
}

/** No right on these facts; the last step says why. */
export interface NotDue {
  readonly due: false;
}

/** A figure is not known for a day; the argument that has it. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered';
  constructor(readonly argument: string, readonly from: CivilDate, readonly to: CivilDate) {
    super(`known from ${from} to ${to}`);
  }
}

const INDEX_NAMES: Readonly<Record<IndexCode, LocalizedText>> = {
  MCI: text('АЕК', 'МРП', 'MCI'),
  SM: text('ең төмен күнкөріс деңгейі', 'прожиточный минимум', 'subsistence minimum'),
  MW: text('ең төмен жалақы', 'минимальная заработная плата', 'minimum wage'),
};

export const plain = (value: Decimal.Value): string => new Decimal(value).toFixed();

/** Where a rule computes one case: it looks figures up, and writes down what it took and did. */
export class Working<Programme extends string, Facts extends object> {
  readonly steps: Step[] = [];
  readonly #figures = new Map<string, UsedFigure>();

  constructor(readonly programme: Programme, protected readonly book: RateBook<Programme>, readonly on: CivilDate, private readonly facts: FactsRead<Facts>) {}

  /** Throws a FactProblem when it is missing. */
  need<N extends keyof Facts & string>(fact: N): Known<Facts, N> {
    return this.facts.need(fact, this.programme);
  }

  find<N extends keyof Facts & string>(fact: N): Known<Facts, N> | null {
    return this.facts.find(fact);
  }

  get figures(): UsedFigure[] {
    return [...this.#figures.values()];
  }

  index(code: IndexCode, day = this.on): Decimal {
    const row = this.book.index(code, day);
    if (row === null) throw this.notCovered(day);
    this.#figures.set(`${code}@${row.validFrom}`, { code, value: row.amount, row });
    return new Decimal(row.amount);
  }

  rate(tier: string, day = this.on, programme: Programme = this.programme): DatedRate<Programme> {
    const row = this.book.rate(programme, tier, day);
    if (row === null) throw this.notCovered(day, programme);
    this.#figures.set(`${programme}/${tier}`, { code: `${programme}/${tier}`, value: plain(row.coefficient), row });
    return row;
  }

  /** Coefficient × index of the day, for each of some where the rate is for each. */
  multiple(rate: DatedRate, article: string, each = 1, day = this.on): Decimal {
    if (rate.base === 'INCOME' || rate.base === 'PAYMENT') throw new TypeError(`${rate.programme}/${rate.tier} is no multiple of an index`);
    const index = this.index(rate.base, day);
    const heads = rate.per === 'AWARD' ? 1 : each;
    const [name, k] = [INDEX_NAMES[rate.base], plain(rate.coefficient)];
    const value = index.times(rate.coefficient).times(heads);
    const expression = [k, plain(index), ...(rate.per === 'AWARD' ? [] : [heads])].join(' × ');
    const [kk, ru, en] = rate.per === 'AWARD' ? ['', '', ''] : [`, адам саны: ${heads}`, ` на каждого, человек: ${heads}`, ` for each of ${heads}`];
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
  term(kind: Limit, programme: Programme = this.programme): number | null {
    return this.book.terms(programme, kind).find((term) => holdsOn(term, this.on))?.months ?? null;
  }

  notCovered(day: CivilDate, programme: Programme = this.programme): NotCovered {
    const { from, to } = this.book.covered;
    const since = this.book.knownSince(programme) ?? from;
    return new NotCovered(day === this.on ? 'on' : this.otherDay, since > from ? since : from, to);
  }

  /** The argument of a day that is not the one asked about. */
  protected readonly otherDay: string = 'on';

  /** Each part by itself, then the sum, by the policy of the day; what is said is which one was applied. */
  rounded({ parts }: Pick<Due, 'parts'>): Decimal {
    const total = parts.reduce((sum, part) => sum.plus(this.round(part)), new Decimal(0));
    const { policy } = this.book.rounding(this.programme, this.on);
    return this.compute(text(
      `Бүтін теңгеге дейін дөңгелектеу (${policy}): Кодексте дөңгелектеу ережесі жоқ.`,
      `Округление до целого тенге (${policy}): в Кодексе правила округления нет.`,
      `Rounded to whole tenge (${policy}): the Code has no rounding rule.`,
    ), parts.map((part) => `⌈${plain(part)}⌉`).join(' + '), total, null);
  }

  /** One value by the policy of the day. */
  round(exact: Decimal): Decimal {
    return this.book.round(this.programme, this.on, exact);
  }

  /** Says which facts were given that the programme does not use. */
  noteUnused(): void {
    const names = this.facts.unused.join(', ');
    if (names !== '') this.note(text(`Бұл бағдарлама қолданбайтын мәліметтер: ${names}.`, `Не использованы этой программой: ${names}.`, `Not used by this programme: ${names}.`));
  }
}
