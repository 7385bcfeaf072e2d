import { addDays, earliest, latest, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { unless, type Problem } from '../../../shared/import/row.js';
import type { Column } from './award-record.js';

type PaidCells = Readonly<Record<'since' | 'suspendedFrom' | 'endReason' | 'paidThrough', string | null>>;

/** An award that was never paid says the month before its first. */
const neverPaid = (since: CivilDate): CivilDate => monthStart(since, -1);

/** What a file says of the last month that was paid: a month's first day, and no month of which nothing can have been paid yet. */
export function paidThroughProblems({ since, paidThrough }: PaidCells, today: CivilDate): Problem<Column>[] {
  if (paidThrough === null || since === null) return [];
  const [first, last] = [neverPaid(since), latest(monthStart(today), neverPaid(since))];
  return [
    ...unless(paidThrough === monthStart(paidThrough), 'paidThrough', 'must be the first day of a month.'),
    ...unless(paidThrough >= first, 'paidThrough', 'must not lie before the month before since, which says that nothing was paid.'),
    ...unless(paidThrough <= last, 'paidThrough', 'must not lie after this month.'),
  ];
}

/**
 * Through which month an award was paid where it comes from: as the file says, else through the month before it is taken in, as far as
 * it was not suspended; a one-off benefit that ended as paid in the month of its first day.
 */
export function paidElsewhereThrough({ since, suspendedFrom, endReason, paidThrough }: PaidCells, today: CivilDate): CivilDate | null {
  if (paidThrough !== null || since === null) return paidThrough;
  const before = monthStart(today, -1);
  const unsuspended = suspendedFrom === null ? before : earliest(before, monthStart(addDays(suspendedFrom, -1)));
  return latest(unsuspended, endReason === 'PAID' ? monthStart(since) : neverPaid(since));
}
