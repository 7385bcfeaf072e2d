import type { CivilDate } from '../../../shared/clock.js';
import type { FileKind } from '../../../shared/import/csv-import.js';
import { LeaveReason } from '../enrolment/leave-reason.type.js';
import { InstructionLanguage } from '../school/school.enums.js';
import { codes, days, missing, numbered, text, unless, wholeNumber, type Reject } from './reject.js';
import { yearsAfter, type SchoolCalendar } from './school-calendar.js';

const COLUMNS = {
  schoolNobdId: 'required', schoolBin: 'optional', iin: 'required', classNumber: 'required', letter: 'required', shift: 'required', language: 'required', validFrom: 'required', validTo: 'optional', leaveReason: 'optional', source: 'optional',
} as const;

export type EnrolmentColumn = keyof typeof COLUMNS;

/** Places of pupils. What is written beside them for a reader is passed over. */
export const ENROLMENT_FILE: FileKind<EnrolmentColumn> = { row: 'enrolment', columns: COLUMNS, passedOver: ['id'], coded: true };

export const ENROLMENT_COLUMNS = ['id', ...Object.keys(COLUMNS)] as const;

/** A pupil's place in a class, as a file says it. */
export interface FiledPlace {
  readonly schoolNobdId: string | null;
  readonly schoolBin: string | null;
  readonly iin: string;
  readonly classNumber: number;
  readonly letter: string;
  readonly shift: number;
  readonly language: InstructionLanguage;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly leaveReason: LeaveReason | null;
  readonly source: string | null;
}

type Cells = Readonly<Record<EnrolmentColumn, string | null>>;

const [LONGEST_LETTER, LONGEST_ID, LONGEST_SOURCE, HIGHEST_CLASS] = [3, 50, 200, 11];

/** Each cell by itself. */
const cellProblems = (cells: Cells): Reject<EnrolmentColumn>[] => [
  ...missing(cells, ['iin', 'classNumber', 'letter', 'shift', 'language', 'validFrom']),
  ...unless(cells.schoolNobdId !== null || cells.schoolBin !== null, 'MISSING', 'schoolNobdId', 'must be there, or schoolBin.'),
  ...text(cells, 'schoolNobdId', LONGEST_ID), ...text(cells, 'letter', LONGEST_LETTER), ...text(cells, 'source', LONGEST_SOURCE),
  ...numbered(cells, 'iin', 'IIN'), ...numbered(cells, 'schoolBin', 'BIN'),
  ...wholeNumber(cells, 'classNumber', 0, HIGHEST_CLASS), ...wholeNumber(cells, 'shift', 1, 3),
  ...codes(cells, 'language', InstructionLanguage), ...codes(cells, 'leaveReason', LeaveReason),
  ...days(cells, ['validFrom', 'validTo']),
];

/** Cells that must fit each other, and today: a place to come is given by an application. */
function fitProblems({ validFrom, validTo, leaveReason }: Cells, today: CivilDate, { yearOf }: SchoolCalendar): Reject<EnrolmentColumn>[] {
  const from = validFrom ?? '';
  return [
    ...unless((validTo === null) === (leaveReason === null), 'MISSING', 'leaveReason', 'must be there with validTo, and not without it.'),
    ...unless(validTo === null || from <= validTo, 'OUT_OF_ORDER', 'validTo', 'must not lie before validFrom.'),
    ...unless(from <= today, 'NOT_YET', 'validFrom', 'must not lie ahead: a place to come is given by an application (enrolPupil, transferPupil).'),
    ...unless(validTo === null || validTo <= today, 'NOT_YET', 'validTo', 'must not lie ahead.'),
    ...unless(validTo === null || validTo <= yearsAfter(yearOf(from), 1), 'MORE_THAN_A_YEAR', 'validTo', 'must lie in the school year of validFrom, or be the first day of the next one: a place in a class is for one school year.'),
    ...unless(validTo !== null || from >= yearsAfter(yearOf(today), -1), 'MORE_THAN_A_YEAR', 'validTo', 'must be there for a place of an earlier school year than the last one.'),
  ];
}

const placeOf = (cells: Cells): FiledPlace => ({
  ...(cells as Readonly<Record<EnrolmentColumn, string>>),
  schoolNobdId: cells.schoolNobdId, schoolBin: cells.schoolBin, validTo: cells.validTo, source: cells.source,
  classNumber: Number(cells.classNumber), shift: Number(cells.shift), language: cells.language as InstructionLanguage, leaveReason: cells.leaveReason as LeaveReason | null,
});

/** Reads a row: the place, or everything that is wrong with it by itself. */
export function checkedPlace(cells: Cells, today: CivilDate, calendar: SchoolCalendar): FiledPlace | Reject[] {
  const wrong = cellProblems(cells);
  const unfit = wrong.length > 0 ? wrong : fitProblems(cells, today, calendar);
  return unfit.length > 0 ? unfit : placeOf(cells);
}
