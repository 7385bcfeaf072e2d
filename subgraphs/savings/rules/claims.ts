import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import { creditYear, type BookedClaim, type ListedPerson } from '../modules/accrual-run/credit-year.js';
import { MAJORITY } from './list.js';
import type { RunYear } from './years.js';

/** What the programme knows of a person. */
export interface Participant extends ListedPerson {
  /** When the civil registry had the record as it is: late registrations and corrections come months or years after birth. */
  readonly registeredOn: CivilDate;
}

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
