import { Decimal } from 'decimal.js';
import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { YEARS } from '../migrations/reference/reporting-years.js';

/** What a year's run works with. Null is what is not known, and nobody guesses it. */
export interface RunYear {
  readonly year: number;
  readonly listDate: CivilDate;
  readonly creditedOn: CivilDate;
  readonly perChild: Decimal | null;
  readonly yieldRate: Decimal | null;
}

/** A run as it is known of a published year. */
export interface PublishedYear extends RunYear {
  readonly perChild: Decimal;
  readonly yieldCertainty: Certainty;
}

const days = (year: number): Pick<RunYear, 'year' | 'listDate' | 'creditedOn'> => ({ year, listDate: `${year}-12-31`, creditedOn: `${year + 1}-02-01` });

/**
 * The published years without a database: the list that the migrations load, so that there is one copy; a test holds it against the
 * table. A year that is published later is added here from its own list.
 */
export const PUBLISHED_YEARS: readonly PublishedYear[] = YEARS.map(({ year, perChild, rate, rateMark }) =>
  ({ ...days(year), perChild: new Decimal(perChild), yieldRate: new Decimal(rate), yieldCertainty: rateMark }));

/** The runs there will have been by a day: the published ones, and after them those of which nothing but the days is known. */
export function runsUntil(asOf: CivilDate, published: readonly PublishedYear[] = PUBLISHED_YEARS): RunYear[] {
  const runs: RunYear[] = [...published];
  for (let year = (published.at(-1)?.year ?? 2022) + 1; days(year).creditedOn <= asOf; year += 1) runs.push({ ...days(year), perChild: null, yieldRate: null });
  return runs.filter(({ creditedOn }) => creditedOn <= asOf);
}

/** The run that comes after a day. */
export const nextList = (day: CivilDate): Pick<RunYear, 'year' | 'listDate' | 'creditedOn'> => days(Number(day.slice(0, 4)) - (day.slice(5) < '02-01' ? 1 : 0));
