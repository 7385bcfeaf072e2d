import type { CivilDate } from '../../../shared/clock.js';

/** The same day some months later; the last day of a shorter month. */
export function addMonths(day: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), index % 12];
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return `${y}-${String(m + 1).padStart(2, '0')}-${String(Math.min(dayOfMonth, last)).padStart(2, '0')}`;
}

/** The first report date on or after a day, when reports fall due every so many months from a beginning. */
export function nextReportOn(from: CivilDate, intervalMonths: number, day: CivilDate): CivilDate {
  for (let report = 1; ; report += 1) {
    const due = addMonths(from, report * intervalMonths);
    if (due >= day) return due;
  }
}
