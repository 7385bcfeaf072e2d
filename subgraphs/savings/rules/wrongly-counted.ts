import { addDays, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import type { ListedPerson, RunYear } from '../modules/accrual-run/credit-year.js';
import { absenceFrom, MAJORITY } from './list.js';

type ListOf = Pick<RunYear, 'year' | 'listDate'>;

/** Until when citizenship had to last for what was credited to stay: the last list before majority, or the eve of a death before it. */
function countedUntil(person: ListedPerson, years: readonly ListOf[]): CivilDate | null {
  const { birthDate, diedOn } = person;
  const last = years.findLast((year) => [null, 'NOT_A_CITIZEN'].includes(absenceFrom(year, person)))?.listDate ?? null;
  if (diedOn === null || diedOn >= birthdayAt(birthDate, MAJORITY)) return last;
  const eve = addDays(diedOn, -1);
  return last === null ? eve : latest(last, eve);
}

/**
 * Those of some years, oldest first, that somebody is credited for and should not be, as the list has the person by now: not on the
 * year's list, or no citizen without a gap since.
 */
export function wronglyCounted(person: ListedPerson, years: readonly ListOf[], credited: ReadonlySet<number>): number[] {
  const until = countedUntil(person, years);
  const throughout = (since: CivilDate): boolean => person.citizenship.some(({ from, to }) => from <= since && (to === null || (until !== null && to > until)));
  return years.filter((year) => credited.has(year.year) && (absenceFrom(year, person) !== null || !throughout(year.listDate))).map(({ year }) => year);
}
