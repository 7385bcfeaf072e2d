import type { CivilDate } from '../../shared/clock.js';
import { ageOn } from '../../shared/dated.js';
import { anyHolds } from '../../shared/periods.js';
import type { ListedPerson, RunYear } from '../modules/accrual-run/credit-year.js';

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
