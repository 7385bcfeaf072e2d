import { addDays, dayNumber } from '../calendar.js';
import type { CivilDate } from '../clock.js';
import { HOLIDAY_YEARS, HOLIDAYS } from './holidays.js';

/** 1 January 1970 was a Thursday. */
const isWeekend = (day: CivilDate): boolean => [2, 3].includes(((dayNumber(day) % 7) + 7) % 7);

function daysOff(): ReadonlySet<CivilDate> {
  const off = new Set<CivilDate>(HOLIDAYS.kurbanAit);
  const moving: CivilDate[] = [];
  for (let year = HOLIDAY_YEARS.from; year <= HOLIDAY_YEARS.to; year += 1) {
    for (const { day, from, to, moves } of HOLIDAYS.yearly) {
      if (year < from || year > to) continue;
      const date = `${year}-${day}`;
      off.add(date);
      if (moves && isWeekend(date)) moving.push(date);
    }
  }
  for (const date of moving.sort()) off.add(nextFree(date, off));
  return off;
}

/** The first day after that is neither weekend nor taken. */
function nextFree(day: CivilDate, off: ReadonlySet<CivilDate>): CivilDate {
  let next = addDays(day, 1);
  while (isWeekend(next) || off.has(next)) next = addDays(next, 1);
  return next;
}

const OFF = daysOff();

/** Whether offices work on a day, as far as holidays.ts knows. */
export const isWorkingDay = (day: CivilDate): boolean => !isWeekend(day) && !OFF.has(day);

/** The last day of a term of working days: the first of them is the working day after `from`. */
export function addWorkingDays(from: CivilDate, days: number): CivilDate {
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}
