import type { CivilDate } from './clock.js';

/*
 * Arithmetic on civil days (`YYYY-MM-DD`), which compare and sort as strings. Years of age are in dated.ts.
 */

const MILLISECONDS = 86_400_000;

/** Days that are written again and again are remembered: 1900 to 2099, no more, whatever dates a client sends. */
const REMEMBERED = { from: -25_567, to: 47_482 };
const written: (CivilDate | undefined)[] = [];

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
};

/** Days since 1 January 1970, by Howard Hinnant's arithmetic on years that begin in March. */
export function dayNumber(day: CivilDate): number {
  const month = digits(day, 5, 7);
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(day, 8, 10) - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + dayOfYear - 719_468;
}

const dateAt = (number: number): CivilDate => new Date(number * MILLISECONDS).toISOString().slice(0, 10);

/** The civil day with that number. */
export function civilDay(number: number): CivilDate {
  if (number < REMEMBERED.from || number > REMEMBERED.to) return dateAt(number);
  return (written[number - REMEMBERED.from] ??= dateAt(number));
}

export const addDays = (day: CivilDate, days: number): CivilDate => civilDay(dayNumber(day) + days);

/** Months since the year 0: two months apart differ by two. */
export const monthNumber = (day: CivilDate): number => digits(day, 0, 4) * 12 + digits(day, 5, 7) - 1;

/** The first day of the day's month, or of one `months` later (earlier when negative). */
export function monthStart(day: CivilDate, months = 0): CivilDate {
  const since = monthNumber(day) + months;
  const month = String((since % 12) + 1).padStart(2, '0');
  return `${String(Math.floor(since / 12)).padStart(4, '0')}-${month}-01`;
}

/** The first day of the day's quarter, or of one `quarters` later (earlier when negative). */
export const quarterStart = (day: CivilDate, quarters = 0): CivilDate => monthStart(day, quarters * 3 - ((digits(day, 5, 7) - 1) % 3));

/** The last day of the day's month. */
export const monthEnd = (day: CivilDate): CivilDate => addDays(monthStart(day, 1), -1);

/**
 * The same day of a later month; where that month is too short, its last day (Civil Code, art. 173: a term of months
 * that has no such day ends with the month).
 */
export function addMonths(day: CivilDate, months: number): CivilDate {
  const last = monthEnd(monthStart(day, months));
  return last.slice(8) < day.slice(8) ? last : `${last.slice(0, 8)}${day.slice(8)}`;
}

/** The later of some days. */
export const latest = (...days: readonly [CivilDate, ...CivilDate[]]): CivilDate => days.reduce((a, b) => (a < b ? b : a));

/** The earlier of some days. */
export const earliest = (...days: readonly [CivilDate, ...CivilDate[]]): CivilDate => days.reduce((a, b) => (b < a ? b : a));
