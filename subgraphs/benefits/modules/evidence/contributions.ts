import { Decimal } from 'decimal.js';
import { addDays, monthNumber, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { unionOf } from '../../../shared/periods.js';

/** Months in a row for which social contributions were paid from the same income. */
export interface Contributions {
  /** First days of the first and the last month; the last is null while they go on. */
  readonly firstMonth: CivilDate;
  readonly lastMonth: CivilDate | null;
  /** Tenge a month, decimal text. */
  readonly monthlyIncome: string;
}

/** How many months of a stretch lie before a day's month, counted from a month on. */
function monthsBetween({ firstMonth, lastMonth }: Contributions, from: number, before: number): number {
  const end = lastMonth === null ? before : Math.min(before, monthNumber(lastMonth) + 1);
  return Math.max(0, end - Math.max(from, monthNumber(firstMonth)));
}

/** Whether contributions were paid for the month of a day: who they are paid for takes part in compulsory social insurance. */
export const isInsured = (stretches: readonly Contributions[], day: CivilDate): boolean =>
  stretches.some(({ firstMonth, lastMonth }) => firstMonth <= day && (lastMonth === null || monthStart(day) <= lastMonth));

/** The income of so many months before that of a day, divided by all of them, those without contributions too (Social Code, 78(2), 85(1), 240(1)). */
export function averageIncome(stretches: readonly Contributions[], day: CivilDate, months: number): Decimal {
  const before = monthNumber(day);
  const sum = stretches.reduce((total, one) => total.plus(new Decimal(one.monthlyIncome).times(monthsBetween(one, before - months, before))), new Decimal(0));
  return sum.div(months);
}

/** Whether contributions were paid for any of so many months before that of a day. */
export const contributedBefore = (stretches: readonly Contributions[], day: CivilDate, months: number): boolean =>
  stretches.some((one) => monthsBetween(one, monthNumber(day) - months, monthNumber(day)) > 0);

/** For how many months before that of a day contributions were paid, by however many employers. */
export function monthsInsured(stretches: readonly Contributions[], day: CivilDate): number {
  const periods = unionOf(stretches.map(({ firstMonth, lastMonth }) => ({ from: firstMonth, to: lastMonth === null ? null : monthStart(lastMonth, 1) })));
  return periods.reduce((sum, { from, to }) => sum + monthsBetween({ firstMonth: from, lastMonth: to === null ? null : monthStart(addDays(to, -1)), monthlyIncome: '0' }, 0, monthNumber(day)), 0);
}
