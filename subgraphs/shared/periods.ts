import type { CivilDate } from './clock.js';

/** Days in a row: the first, and the first one after them; null while there is no end. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** Whether a period holds on a day. */
export const holds = ({ from, to }: Period, day: CivilDate): boolean => from <= day && (to === null || day < to);

/** Whether one of some periods does. */
export const anyHolds = (periods: readonly Period[], day: CivilDate): boolean => periods.some((period) => holds(period, day));

/** Whether a period has a day at all. */
export const hasDays = ({ from, to }: Period): boolean => to === null || from < to;

const later = (a: CivilDate | null, b: CivilDate | null): CivilDate | null => (a === null || b === null ? null : a < b ? b : a);

/** The days of some periods in as few of them as there can be, oldest first: those that overlap or adjoin are one, those without a day none. */
export function unionOf(periods: readonly Period[]): Period[] {
  const union: Period[] = [];
  for (const { from, to } of periods.filter(hasDays).toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = union.at(-1);
    if (last === undefined || (last.to !== null && last.to < from)) union.push({ from, to });
    else union[union.length - 1] = { from: last.from, to: later(last.to, to) };
  }
  return union;
}
