import type { CivilDate } from '../../../shared/clock.js';
import { termOn, type CareTerm } from '../../reference/care-terms.js';
import type { CareDeadlineCode, CareDeadlineState, CareNeedStatus } from './care-need-codes.type.js';
import type { CareNeedRow } from './care-need.repository.js';

/** Nobody touches a record when the child comes of age, so that is read from the day (118-4(1)). */
export const statusOn = ({ status, majorityOn }: Pick<CareNeedRow, 'status' | 'majorityOn'>, day: CivilDate): CareNeedStatus => (majorityOn <= day ? 'CLOSED' : status);

/** The day on which a record was closed, or closed of itself; null while it is open. */
export const closedBy = ({ closedOn, majorityOn }: Pick<CareNeedRow, 'closedOn' | 'majorityOn'>, day: CivilDate): CivilDate | null => closedOn ?? (majorityOn <= day ? majorityOn : null);

/** A term of a record and where it stands. */
export interface Deadline {
  readonly code: CareDeadlineCode;
  readonly term: CareTerm;
  readonly dueBy: CivilDate;
  readonly doneOn: CivilDate | null;
  readonly state: CareDeadlineState;
}

interface Running {
  readonly code: CareDeadlineCode;
  readonly from: CivilDate | null;
  readonly dueBy: CivilDate | null;
  readonly doneOn: CivilDate | null;
}

const stateOf = (dueBy: CivilDate, doneOn: CivilDate | null, closed: boolean, day: CivilDate): CareDeadlineState => {
  if (doneOn !== null) return doneOn <= dueBy ? 'MET' : 'LATE';
  if (closed) return 'NOT_MET';
  return dueBy < day ? 'OVERDUE' : 'DUE';
};

/** What ran, in the order of a record's life. */
const runningOf = (row: CareNeedRow, closedOn: CivilDate | null): Running[] => [
  { code: 'PRIMARY_RECORD', from: row.identifiedOn, dueBy: row.primaryBy, doneOn: row.primaryOn },
  { code: 'MEDICAL_STAY', from: row.admittedOn, dueBy: row.dischargeBy, doneOn: row.dischargedOn },
  { code: 'PLACEMENT', from: row.receivedOn, dueBy: row.placeBy, doneOn: row.placedOn ?? closedOn },
  { code: 'REGIONAL_REGISTRATION', from: row.primaryOn, dueBy: row.regionalBy, doneOn: row.regionalOn },
  { code: 'CENTRAL_REGISTRATION', from: row.regionalOn, dueBy: row.centralBy, doneOn: row.centralOn },
];

/** The terms of a record as they stand on a day. One that still ran when the record was closed is not among them. */
export function deadlinesOf(row: CareNeedRow, day: CivilDate): Deadline[] {
  const closedOn = closedBy(row, day);
  return runningOf(row, closedOn).flatMap(({ code, from, dueBy, doneOn }) => {
    if (from === null || dueBy === null || (closedOn !== null && doneOn === null && closedOn <= dueBy)) return [];
    return [{ code, term: termOn(code, from), dueBy, doneOn, state: stateOf(dueBy, doneOn, closedOn !== null, day) }];
  });
}
