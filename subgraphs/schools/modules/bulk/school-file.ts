import type { CivilDate } from '../../../shared/clock.js';
import type { FileKind } from '../../../shared/import/csv-import.js';
import { isDistrict, regionOfDistrict } from '../../reference/districts.js';
import { BuildingState, InstructionLanguage, SchoolOwnership, SchoolProgramme, SchoolType } from '../school/school.enums.js';
import { codes, days, missing, numbered, text, unless, wholeNumber, type Reject } from './reject.js';

/** What of the standard a school has, by column of a file and of the table. */
export const FEATURES = {
  stemLab: 'stem_lab', roboticsLab: 'robotics_lab', inclusiveRoom: 'inclusive_room', lift: 'lift', ramps: 'ramps', cctv: 'cctv', alarmButton: 'alarm_button', blocksSeparated: 'blocks_separated',
} as const;

const COLUMNS = {
  nobdId: 'optional', bin: 'required', districtKato: 'required', nameKk: 'required', nameRu: 'required', nameEn: 'optional', type: 'required', ownership: 'required', rural: 'required',
  designCapacity: 'required', shifts: 'required', buildingState: 'required', languages: 'required',
  stemLab: 'optional', roboticsLab: 'optional', inclusiveRoom: 'optional', lift: 'optional', ramps: 'optional', cctv: 'optional', alarmButton: 'optional', blocksSeparated: 'optional',
  programme: 'optional', openedOn: 'required', closedOn: 'optional', source: 'optional',
} as const;

export type SchoolColumn = keyof typeof COLUMNS;

/** Cards of schools. What is written beside them for a reader is passed over. */
export const SCHOOL_FILE: FileKind<SchoolColumn> = { row: 'school', columns: COLUMNS, passedOver: ['id', 'regionKato'], coded: true };

/** What the card of a school says, by column: null where a file says nothing of it. */
export interface SchoolCard {
  readonly nobdId: string | null;
  readonly bin: string;
  readonly districtKato: string;
  readonly nameKk: string;
  readonly nameRu: string;
  readonly nameEn: string | null;
  readonly type: SchoolType;
  readonly ownership: SchoolOwnership;
  readonly rural: boolean;
  readonly designCapacity: number;
  readonly shifts: number;
  readonly buildingState: BuildingState;
  readonly languages: readonly InstructionLanguage[];
  readonly features: Readonly<Record<keyof typeof FEATURES, boolean | null>>;
  readonly programme: SchoolProgramme | null;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly source: string | null;
}

type Cells = Readonly<Record<SchoolColumn, string | null>>;

export const SOURCE = 'NOBD';
const [LONGEST_NAME, LONGEST_ID, LONGEST_SOURCE, LARGEST] = [200, 50, 200, 100_000];
const YES_OR_NO = { true: true, false: false };
const FEATURE_COLUMNS = Object.keys(FEATURES) as (keyof typeof FEATURES)[];
const REQUIRED = (Object.keys(COLUMNS) as SchoolColumn[]).filter((column) => COLUMNS[column] === 'required');

const languagesOf = ({ languages }: Cells): string[] => (languages ?? '').split(/[\s;]+/).filter((code) => code !== '');

/** In the order of the codes, each once, however they were written. */
export const inOrder = (languages: readonly InstructionLanguage[]): InstructionLanguage[] => Object.values(InstructionLanguage).filter((one) => languages.includes(one));

/** Each cell by itself. */
function cellProblems(cells: Cells): Reject<SchoolColumn>[] {
  return [
    ...missing(cells, REQUIRED),
    ...numbered(cells, 'bin', 'BIN'),
    ...unless(cells.bin === null || cells.bin.charAt(4) >= '4', 'NOT_ALLOWED', 'bin', 'must be the BIN of an organisation: nobody\'s IIN belongs there.'),
    ...text(cells, 'nobdId', LONGEST_ID), ...text(cells, 'source', LONGEST_SOURCE),
    ...(['nameKk', 'nameRu', 'nameEn'] as const).flatMap((name) => text(cells, name, LONGEST_NAME)),
    ...unless(cells.districtKato === null || isDistrict(cells.districtKato), 'UNKNOWN_PLACE', 'districtKato', 'must be the KATO of a district, or a city with the rank of one, of the classifier.'),
    ...codes(cells, 'type', SchoolType), ...codes(cells, 'ownership', SchoolOwnership), ...codes(cells, 'buildingState', BuildingState), ...codes(cells, 'programme', SchoolProgramme),
    ...(['rural', ...FEATURE_COLUMNS] as const).flatMap((column) => codes(cells, column, YES_OR_NO)),
    ...wholeNumber(cells, 'designCapacity', 1, LARGEST), ...wholeNumber(cells, 'shifts', 1, 3),
    ...unless(languagesOf(cells).every((code) => Object.hasOwn(InstructionLanguage, code)), 'NOT_ALLOWED', 'languages', `must be some of ${Object.keys(InstructionLanguage).join(', ')}, with a space between.`),
    ...days(cells, ['openedOn', 'closedOn']),
  ];
}

/** Cells that must fit each other, today, and whoever brings the file. */
function fitProblems({ openedOn, closedOn, districtKato }: Cells, today: CivilDate, actsIn: (region: string) => boolean): Reject<SchoolColumn>[] {
  return [
    ...unless(actsIn(regionOfDistrict(districtKato ?? '')), 'OUTSIDE_YOUR_REGIONS', 'districtKato', 'must lie in a region in which you act.'),
    ...unless((openedOn ?? '') <= today, 'NOT_YET', 'openedOn', 'must not lie ahead.'),
    ...unless(closedOn === null || closedOn <= today, 'NOT_YET', 'closedOn', 'must not lie ahead.'),
    ...unless(closedOn === null || closedOn > (openedOn ?? ''), 'OUT_OF_ORDER', 'closedOn', 'must lie after openedOn.'),
  ];
}

const cardOf = (cells: Cells): SchoolCard => ({
  ...(cells as Readonly<Record<SchoolColumn, string>>),
  nobdId: cells.nobdId, nameEn: cells.nameEn, closedOn: cells.closedOn, source: cells.source,
  type: cells.type as SchoolType, ownership: cells.ownership as SchoolOwnership, buildingState: cells.buildingState as BuildingState, programme: cells.programme as SchoolProgramme | null,
  rural: cells.rural === 'true', designCapacity: Number(cells.designCapacity), shifts: Number(cells.shifts), languages: inOrder(languagesOf(cells) as InstructionLanguage[]),
  features: Object.fromEntries(FEATURE_COLUMNS.map((column) => [column, cells[column] === null ? null : cells[column] === 'true'])) as SchoolCard['features'],
});

/** Reads a row: the card, or everything that is wrong with it by itself. */
export function checkedCard(cells: Cells, today: CivilDate, actsIn: (region: string) => boolean): SchoolCard | Reject[] {
  const wrong = cellProblems(cells);
  const unfit = wrong.length > 0 ? wrong : fitProblems(cells, today, actsIn);
  return unfit.length > 0 ? unfit : cardOf(cells);
}
