import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import type { BookedClaim } from '../modules/accrual-run/credit-year.js';
import { claimsOf } from '../rules/claims.js';
import type { RunYear } from '../rules/years.js';

/** The claims of a synthetic person by the runs of the years so far, each with what was on record on its day. */
export function claimsOfPerson({ birthDate, citizenships, registeredOn, death }: SyntheticPerson, years: readonly RunYear[], asOf: CivilDate): BookedClaim[] {
  const citizenship = citizenships.filter(({ country }) => country === 'KZ');
  return claimsOf({ birthDate, citizenship, registeredOn, diedOn: death?.on ?? null }, years, asOf);
}
