import { addMonths, earliest, monthEnd } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { termsOfProgramme } from './rate.repository.js';

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

interface BirthAndDeath {
  readonly birthDate: CivilDate;
  readonly deathDate: CivilDate | null;
}

/** Last day of a childcare benefit; after a child's death it is due through the month of death (81(6)). */
export async function careBenefitUntil(facts: BirthAndDeath | null, context: SubgraphContext): Promise<CivilDate | null> {
  if (facts === null) return null;
  const terms = await termsOfProgramme(context).load('CARE_STATE');
  const end = termFromBirth(terms.filter(({ kind }) => kind === 'FROM_BIRTH'), facts.birthDate);
  return end === null || facts.deathDate === null ? end : earliest(end, monthEnd(facts.deathDate));
}
