import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';

/** The first report date on or after a day, when reports fall due every so many months from a beginning. */
export function nextReportOn(from: CivilDate, intervalMonths: number, day: CivilDate): CivilDate {
  for (let report = 1; ; report += 1) {
    const due = addMonths(from, report * intervalMonths);
    if (due >= day) return due;
  }
}
