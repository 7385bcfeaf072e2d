import { earliest, monthEnd } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { termFromBirth } from '../../rules/care-term.js';
import { termsOfProgramme } from './rate.repository.js';

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
