import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { DatedPeriod } from '../../../shared/dated.js';
import { dueBy } from '../../reference/care-terms.js';
import type { CareDeadlineState } from '../need/care-need-codes.type.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { ReportRow, VisitRow } from './supervision.repository.js';

/** A placement's days, and since when the child lives there, under whatever contract. */
export interface Reported extends DatedPeriod {
  readonly since: CivilDate;
}

/** The days on which reports fall due while a placement lasts, up to the first after a day. */
export function reportDays({ validFrom, validTo, since }: Reported, intervalMonths: number, until: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let report = 1; ; report += 1) {
    const due = addMonths(since, report * intervalMonths);
    if (validTo != null && due >= validTo) return days;
    if (due >= validFrom) days.push(due);
    if (due > until) return days;
  }
}

/** A report that falls due, and what became of it. */
export interface DueReport {
  readonly dueOn: CivilDate;
  readonly received: ReportRow | null;
  readonly state: CareDeadlineState;
}

const stateOf = (dueOn: CivilDate, received: ReportRow | null, on: CivilDate): CareDeadlineState => {
  if (received !== null) return received.receivedOn <= dueOn ? 'MET' : 'LATE';
  return dueOn < on ? 'OVERDUE' : 'DUE';
};

export const dueReports = (placement: Reported, intervalMonths: number | null, reports: readonly ReportRow[], on: CivilDate): DueReport[] =>
  (intervalMonths === null ? [] : reportDays(placement, intervalMonths, on)).map((dueOn) => {
    const received = reports.find((report) => report.dueOn === dueOn && report.receivedOn <= on) ?? null;
    return { dueOn, received, state: stateOf(dueOn, received, on) };
  });

/** A placement in whose home a child was seen last on a day, or has been since it. */
export type Visited = DatedPeriod & { readonly form: PlacementFormCode; readonly unseenSince: CivilDate };

/**
 * By when the child is to be visited next in a family: counted from the last visit on which it was seen, under whatever contract, or from
 * its first day there. Null where the placement has ended by today, or will have by then.
 */
export function nextVisitBy({ form, validTo, unseenSince }: Visited, visits: readonly VisitRow[], today: CivilDate): CivilDate | null {
  if (form === 'INSTITUTION' || form === 'GUEST') return null;
  const due = dueBy('VISIT', visits.findLast(({ childSeen }) => childSeen)?.visitedOn ?? unseenSince);
  return validTo != null && (validTo <= today || validTo <= due) ? null : due;
}
