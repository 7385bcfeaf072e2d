import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import { claimsOf, type ClaimHistory } from '../rules/claims.js';
import type { RunYear } from '../rules/years.js';

/** The claims of a synthetic person by the runs so far. */
export function claimsOfPerson({ birthDate, citizenships, registeredOn, death }: SyntheticPerson, years: readonly RunYear[], asOf: CivilDate): ClaimHistory[] {
  const citizenship = citizenships.filter(({ country }) => country === 'KZ');
  return claimsOf({ birthDate, citizenship, registeredOn, diedOn: death?.on ?? null }, years, asOf);
}
