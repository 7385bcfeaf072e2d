import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import { creditYear, type BookedClaim, type ListedPerson, type RunYear } from '../modules/accrual-run/credit-year.js';

const listedOf = ({ birthDate, death, citizenships }: SyntheticPerson): ListedPerson => ({
  birthDate,
  diedOn: death?.on ?? null,
  citizenship: citizenships.filter(({ country }) => country === 'KZ'),
});

/** The claims of one person by the runs of the years so far, each with what was on record on its day. */
export function claimsOfPerson(person: SyntheticPerson, years: readonly RunYear[], asOf: CivilDate): BookedClaim[] {
  const claims: BookedClaim[] = [];
  const listed = listedOf(person);
  for (const [i, { creditedOn }] of years.entries()) {
    if (creditedOn <= asOf && person.registeredOn <= creditedOn) creditYear(listed, claims, years.slice(0, i + 1), creditedOn);
  }
  return claims;
}
