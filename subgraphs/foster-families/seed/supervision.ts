import { addDays, addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticCare } from '../../shared/synthetic/household.js';
import { record, type Writer } from './records.js';

/** Months between visits, sooner than they fall due. */
const VISITS = 5;

/** Every so many months from a day, up to another. */
function days(from: CivilDate, months: number | null, until: CivilDate): CivilDate[] {
  const found: CivilDate[] = [];
  if (months === null) return found;
  for (let n = 1, day = addMonths(from, months); day <= until; n += 1, day = addMonths(from, months * n)) found.push(day);
  return found;
}

/** What guardianship bodies wrote down of a placement that lasts: reports and visits in time. */
export function writeSupervision({ form, from, to }: SyntheticCare, placement: number, reportMonths: number | null, asOf: CivilDate, write: Writer): void {
  if (to !== null || form === 'INSTITUTION' || form === 'GUEST') return;
  for (const due of days(from, reportMonths, asOf)) {
    const received = addDays(due, -3);
    write.row('placement_report', [placement, due, received, true, ...record(received)]);
  }
  for (const [i, day] of days(from, VISITS, asOf).entries()) write.row('placement_visit', [placement, i % 2 === 0, day, day, true, true, 'WELL', ...record(day)]);
}
