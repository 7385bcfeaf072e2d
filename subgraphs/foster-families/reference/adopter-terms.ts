import { addMonths, latest } from '../../shared/calendar.js';
import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { holdsOn, type DatedPeriod } from '../../shared/dated.js';
import type { AdoptionHome } from '../modules/adoption-report/adoption-codes.type.js';

/** How often adopters report, for some time after the decision; a change of the law is a new row with its own period. */
export interface AdopterTerm extends DatedPeriod {
  readonly home: AdoptionHome;
  /** Months between reports. */
  readonly months: number;
  /** Months after the decision from which, and up to which, the term runs; null: without end. */
  readonly after: number;
  readonly upTo: number | null;
  readonly article: string;
  readonly certainty: Certainty;
}

const CODE = '2011-12-26';
const since = { validFrom: CODE, validTo: null, certainty: 'A' } as const;
const ABROAD = 'Code on Marriage and Family, art. 86(4), part 2';

export const ADOPTER_TERMS: readonly AdopterTerm[] = [
  { home: 'KAZAKHSTAN', months: 12, after: 0, upTo: null, article: 'Code on Marriage and Family, art. 86(4), part 1', ...since },
  { home: 'ABROAD', months: 6, after: 0, upTo: 36, article: ABROAD, ...since },
  { home: 'ABROAD', months: 12, after: 36, upTo: null, article: ABROAD, ...since },
];

/** An adoption is judged by the terms of its day, one from before the Code by the Code's first. */
export const judgedOn = (decidedOn: CivilDate): CivilDate => latest(decidedOn, CODE);

/** The longest that anybody is a child. */
export const MOST_MONTHS = 18 * 12;

/** Days on which adopters' reports fall due in eighteen years, in order: counted from the day on which the decision came into force, so that no month end drifts. */
export function adopterReportDays(home: AdoptionHome, decidedOn: CivilDate): CivilDate[] {
  const terms = ADOPTER_TERMS.filter((term) => term.home === home && holdsOn(term, judgedOn(decidedOn)));
  const months = terms.flatMap(({ months: step, after, upTo }) =>
    Array.from({ length: Math.floor(((upTo ?? MOST_MONTHS) - after) / step) }, (_none, n) => after + (n + 1) * step));
  return months.toSorted((a, b) => a - b).map((month) => addMonths(decidedOn, month));
}
