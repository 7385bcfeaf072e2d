import type { CivilDate } from './clock.js';

/*
 * Arithmetic on civil days (`YYYY-MM-DD`), which compare and sort as strings. Years of age are in dated.ts.
 */

const MILLISECONDS = 86_400_000;

const dateOf = (instant: number): CivilDate => new Date(instant).toISOString().slice(0, 10);

export const addDays = (day: CivilDate, days: number): CivilDate => dateOf(Date.parse(day) + days * MILLISECONDS);

/** The first day of the day's month, or of one `months` later (earlier when negative). */
export function monthStart(day: CivilDate, months = 0): CivilDate {
  return dateOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
}

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
