import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { ageOn, birthdayAt } from '../../shared/dated.js';
import { anyHolds } from '../../shared/periods.js';
import { creditYear, type BookedClaim, type ListedPerson } from '../modules/accrual-run/credit-year.js';
import type { RunYear } from './years.js';

/** What the programme knows of a person. */
export interface Participant extends ListedPerson {
  /** When the civil registry had the record as it is: late registrations and corrections come months or years after birth. */
  readonly registeredOn: CivilDate;
}

/** Why somebody is not on the list of a 31 December. */
export type Absence = 'NOT_BORN' | 'DEAD' | 'OF_AGE' | 'NOT_A_CITIZEN';

export const MAJORITY = 18;

/** Null: on the list, as a citizen who was born, lives and is not yet 18. */
export function absenceFrom({ listDate }: Pick<RunYear, 'listDate'>, { birthDate, diedOn, citizenship }: ListedPerson): Absence | null {
  if (birthDate > listDate) return 'NOT_BORN';
  if (diedOn !== null && diedOn <= listDate) return 'DEAD';
  if (ageOn(birthDate, listDate) >= MAJORITY) return 'OF_AGE';
  return anyHolds(citizenship, listDate) ? null : 'NOT_A_CITIZEN';
}

/** The calendar year in which somebody turns 18; in its February the claim becomes savings. */
export const yearOfMajority = (birthDate: CivilDate): number => Number(birthDate.slice(0, 4)) + MAJORITY;

/** From when savings may be applied for: the 18th birthday, or the opening of the account where that is later (the safe reading). */
export function payableFrom(birthDate: CivilDate, openedOn: CivilDate): CivilDate {
  const majority = birthdayAt(birthDate, MAJORITY);
  return openedOn > majority ? openedOn : majority;
}

const NOTHING = new Decimal(0);

/** The claims of one person by the runs until a day, each with what was on record on its day. What is not known of a year is not credited. */
export function claimsOf(person: Participant, years: readonly RunYear[], asOf: CivilDate): BookedClaim[] {
  const claims: BookedClaim[] = [];
  const known = years.map((year) => ({ ...year, perChild: year.perChild ?? NOTHING, yieldRate: year.yieldRate ?? NOTHING }));
  for (const [i, { creditedOn }] of known.entries()) {
    if (creditedOn <= asOf && person.registeredOn <= creditedOn) creditYear(person, claims, known.slice(0, i + 1), creditedOn);
  }
  return claims;
}
