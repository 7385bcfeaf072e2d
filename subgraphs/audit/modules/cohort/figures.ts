import { Decimal } from 'decimal.js';
import { Currency, Money } from '../../../shared/money.js';
import { REGION_KATOS } from '../../../shared/scalars/scalars.js';
import { regionOf } from '../region/region.type.js';
import { AGE_BANDS, COHORT_PROGRAMMES, type CohortAgeBand } from './cohort-codes.type.js';
import { CohortCount, CohortGroup, CohortOverlap, CohortPoint, CohortSum } from './cohort.type.js';
import type { ChildCell, MoneyOfPeriod, PeriodCell, ProgrammeCell } from './cohort-sql.js';
import type { CohortSex } from './filter/cohort-codes.type.js';
import { NONE, together, type Cell } from './noise/cell.js';
import type { Noise } from './noise/noise.js';

/** A figure before it is told. */
export interface Figure<T> {
  /** Which of the question's figures it is. */
  readonly label: string;
  /** With its noise, as text; null where it is withheld. */
  readonly perturbed: (noise: Noise, words: string) => string | null;
  /** What it is told as. */
  readonly as: (answer: string | null) => T;
}

const withheldOf = (answer: string | null): 'TOO_FEW' | null => (answer === null ? 'TOO_FEW' : null);

function counted<T extends CohortCount>(made: T, label: string, cell: Cell, rest: Omit<T, 'children' | 'withheld'>): Figure<T> {
  return {
    label,
    perturbed: (noise, words) => noise.count(words, cell)?.toString() ?? null,
    as: (answer) => Object.assign(made, rest, { children: answer === null ? null : Number(answer), withheld: withheldOf(answer) }),
  };
}

export const wholeOf = (cells: readonly Cell[]): Figure<CohortCount> => counted(new CohortCount(), '', together(cells), {});

const REGIONS: readonly (string | null)[] = [...REGION_KATOS, null];
const SEXES: readonly CohortSex[] = ['FEMALE', 'MALE'];
const BANDS: readonly CohortAgeBand[] = AGE_BANDS.map(([band]) => band);

/** What a breakdown is by. */
export interface Breakdown {
  readonly region: boolean;
  readonly ageBand: boolean;
  readonly sex: boolean;
}

/** Every group that there could be: one that was left out would be empty for sure. */
export function groupsOf(cells: readonly ChildCell[], { region, ageBand, sex }: Breakdown): Figure<CohortGroup>[] {
  const known = (one: string | null): string | null => (REGIONS.includes(one) ? one : null);
  return (region ? REGIONS : [null]).flatMap((kato) => (ageBand ? BANDS : [null]).flatMap((band) => (sex ? SEXES : [null]).map((which) => {
    const inIt = cells.filter((cell) => (!region || known(cell.region) === kato) && (band === null || cell.band === band) && (which === null || cell.sex === which));
    return counted(new CohortGroup(), JSON.stringify([kato, band, which]), together(inIt), { region: kato === null ? null : regionOf(kato), ageBand: band, sex: which });
  })));
}

/** Every pair, and before those every programme with itself. */
export const overlapsOf = (cells: readonly ProgrammeCell[], pairs: boolean): Figure<CohortOverlap>[] =>
  COHORT_PROGRAMMES.flatMap((programme, i) => (pairs ? COHORT_PROGRAMMES.slice(i + 1) : [programme]).map((and) =>
    counted(new CohortOverlap(), `${programme} ${and}`, together(cells.filter((cell) => cell[programme] && cell[and])), { programme, and })));

export const pointsOf = (cells: readonly PeriodCell[], periods: readonly string[]): Figure<CohortPoint>[] =>
  periods.map((from) => counted(new CohortPoint(), from, cells.find((cell) => cell.from === from) ?? NONE, { from }));

/** Money as cells have it, and how it is rounded. */
export interface Unit {
  readonly currency: Currency;
  /** Smallest units. */
  readonly step: bigint;
}

export const TIYN: Unit = { currency: Currency.KZT, step: 1_000_000n };
export const CENTS: Unit = { currency: Currency.USD, step: 10_000n };

const NO_MONEY = { ...NONE, total: 0n, most: 0n };

export const sumsOf = (cells: readonly MoneyOfPeriod[], periods: readonly string[], { currency, step }: Unit): Figure<CohortSum>[] =>
  periods.map((from) => {
    const cell = cells.find((one) => one.from === from) ?? NO_MONEY;
    return {
      // The period is in the question's words, with both its ends; its first day alone would tell apart what is the same.
      label: '',
      perturbed: (noise, words) => noise.sum(words, cell, step)?.toString() ?? null,
      as: (answer) => Object.assign(new CohortSum(), { from, amount: answer === null ? null : new Money(new Decimal(answer).div(100), currency), withheld: withheldOf(answer) }),
    };
  });
