import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt } from '../../../shared/dated.js';
import { adopterReportDays } from '../../reference/adopter-terms.js';
import { MAJORITY } from '../../reference/ages.js';
import type { CareDeadlineState } from '../need/care-need-codes.type.js';
import type { AdoptionHome } from './adoption-codes.type.js';

/** An adoption as far as reports go by it. */
export interface Reporting {
  readonly home: AdoptionHome;
  readonly decidedOn: CivilDate;
  readonly birthDate: CivilDate;
  /** The day of the child's death; null for the living. */
  readonly diedOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
}

/** The days on which reports fall due up to the first after a day: before majority, death and the end alone. */
export function dueFromAdopters({ home, decidedOn, birthDate, diedOn, endedOn }: Reporting, on: CivilDate): CivilDate[] {
  const ends = [birthdayAt(birthDate, MAJORITY), diedOn, endedOn].filter((day) => day !== null);
  const days = adopterReportDays(home, decidedOn).filter((day) => ends.every((end) => day < end));
  const next = days.findIndex((day) => day > on);
  return next === -1 ? days : days.slice(0, next + 1);
}

/** Where a report stands on a day. */
export function stateOfReport(dueOn: CivilDate, receivedOn: CivilDate | null, on: CivilDate): CareDeadlineState {
  if (receivedOn !== null) return receivedOn <= dueOn ? 'MET' : 'LATE';
  return dueOn < on ? 'OVERDUE' : 'DUE';
}
