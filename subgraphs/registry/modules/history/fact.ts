import type { CivilDate } from '../../../shared/clock.js';

/** The entry of the journal that a change is made by. */
export interface Act {
  readonly id: string;
  readonly source: string;
}

/** A dated fact of the register that no correction has replaced; `is` holds what its own table says. */
export interface Fact<T> {
  /** Key of its row; null while it has none. */
  readonly id: string | null;
  readonly validFrom: CivilDate;
  /** First day on which it no longer holds; null while it does. */
  readonly validTo: CivilDate | null;
  readonly source: string;
  /** Entries of the journal that began and ended it; null for facts of the first load. */
  readonly beganBy: string | null;
  readonly endedBy: string | null;
  /** The moment that is told as that of its record, ISO 8601; null for the moment at which its row will be written. */
  readonly toldAt: string | null;
  readonly is: T;
}

/** A fact that an act begins. */
export const begunBy = <T>(act: Act, is: T, validFrom: CivilDate, validTo: CivilDate | null = null, endedBy: string | null = null): Fact<T> => ({
  id: null,
  validFrom,
  validTo,
  source: act.source,
  beganBy: act.id,
  endedBy,
  toldAt: null,
  is,
});

/** A fact with other days: a new row, since a row is ended once and never changed otherwise. */
export const withDays = <T>(fact: Fact<T>, days: Partial<Pick<Fact<T>, 'validFrom' | 'validTo' | 'endedBy'>>): Fact<T> => ({ ...fact, ...days, id: null, toldAt: null });

/** A fact that an act ends on a day: its own row where it was open, else a new one that is shorter. */
export const endedBy = <T>(act: Act, fact: Fact<T>, day: CivilDate): Fact<T> =>
  fact.validTo === null ? { ...fact, validTo: day, endedBy: act.id } : withDays(fact, { validTo: day, endedBy: act.id });

/** Oldest first; of two that begin on one day, the shorter. */
export const inOrder = <T>(facts: readonly Fact<T>[]): Fact<T>[] =>
  facts.toSorted((a, b) => compare(a.validFrom, b.validFrom) || compare(a.validTo ?? '~', b.validTo ?? '~'));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a fact holds on some day on which another does. */
export const overlap = (a: Fact<unknown>, b: Fact<unknown>): boolean =>
  (a.validTo === null || b.validFrom < a.validTo) && (b.validTo === null || a.validFrom < b.validTo) && !isEmpty(a) && !isEmpty(b);

const isEmpty = ({ validFrom, validTo }: Fact<unknown>): boolean => validFrom === validTo;
