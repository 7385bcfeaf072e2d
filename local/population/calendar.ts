import { civilDay, dayNumber } from '../../subgraphs/shared/calendar.js';
import type { CivilDate } from '../../subgraphs/shared/clock.js';

/** Days since 1 January 1970: the population is told in whole days and becomes dates only when it is written out. */
export type Day = number;

const MILLISECONDS = 86_400_000;

export const dayOf: (date: CivilDate) => Day = dayNumber;

/** A day as `YYYY-MM-DD`. */
export const dateOf: (day: Day) => CivilDate = civilDay;

export const yearOf = (day: Day): number => Number(dateOf(day).slice(0, 4));

/** The day on which somebody reaches an age; born on 29 February, on 1 March of a common year. */
export function birthdayOf(born: Day, age: number): Day {
  const date = new Date(born * MILLISECONDS);
  return Date.UTC(date.getUTCFullYear() + age, date.getUTCMonth(), date.getUTCDate()) / MILLISECONDS;
}

/** The first day of the month that begins `months` after the day's own. */
export function monthStart(day: Day, months = 0): Day {
  const date = new Date(day * MILLISECONDS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / MILLISECONDS;
}

/** Years as days, for spans that nobody counts by the calendar. */
export const years = (count: number): number => Math.round(count * 365.25);
