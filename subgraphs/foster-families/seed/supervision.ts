import { addDays, addMonths, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticCare } from '../../shared/synthetic/household.js';
import { record, type Writer } from './records.js';
import { livesOn, stayedSince } from './stays.js';

/** Months between visits, sooner than they fall due. */
const VISITS = 5;

/** Every so many months from a day, up to another. */
function days(from: CivilDate, months: number | null, until: CivilDate): CivilDate[] {
  const found: CivilDate[] = [];
  if (months === null) return found;
  for (let n = 1, day = addMonths(from, months); day <= until; n += 1, day = addMonths(from, months * n)) found.push(day);
  return found;
}

/** A placement that is written, of which others are known of the same household. */
export interface Supervised {
  readonly care: SyntheticCare;
  readonly placement: number;
  readonly cares: readonly SyntheticCare[];
}

/** What guardianship bodies wrote down of a child who lives on with a family: reports and visits in time, through every contract. */
export function writeSupervision({ care, placement, cares }: Supervised, reportMonths: number | null, asOf: CivilDate, write: Writer): void {
  const { form, from, to } = care;
  if (form === 'INSTITUTION' || form === 'GUEST' || !livesOn(care, cares)) return;
  const since = stayedSince(care, cares);
  const within = (day: CivilDate): boolean => day >= from && (to === null || day < to);
  for (const due of days(since, reportMonths, asOf).filter(within)) {
    const received = latest(from, addDays(due, -3));
    write.row('placement_report', [placement, due, received, true, ...record(received)]);
  }
  for (const [i, day] of days(since, VISITS, asOf).entries()) if (within(day)) write.row('placement_visit', [placement, i % 2 === 0, day, day, true, true, 'WELL', ...record(day)]);
}
