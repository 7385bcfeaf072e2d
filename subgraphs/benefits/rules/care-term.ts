import { addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';

/** A term in months and the period in which the law had it. */
export interface DatedTerm {
  readonly months: number;
  readonly validTo?: CivilDate | null | undefined;
}

/**
 * The last day of a term that runs from birth: by the first term, oldest first, that was still the law when it ran
 * out. Who turned one before 2023 had one year; who was younger on 1 January 2023 has one and a half, because the new
 * term applied to benefits already running (Social Code, 262(1)).
 */
export function termFromBirth(terms: readonly DatedTerm[], birthDate: CivilDate): CivilDate | null {
  const ends = terms.map(({ months, validTo }) => ({ end: addMonths(birthDate, months), validTo }));
  return ends.find(({ end, validTo }) => validTo == null || end < validTo)?.end ?? null;
}
