import { enumType, type EnumValue } from '../../../shared/enum.js';
import type { Cell } from '../cohort/noise/cell.js';

export const WellbeingMeasure = enumType('WellbeingMeasure', 'A share of children of a region on one day: who is counted, of whom. Children are those under 18 who are alive, counted where they live on the snapshot\'s day.', {
  TOUCHED_BY_ONE: 'Touched by at least one of benefits, savings, care and schools, of all children.',
  TOUCHED_BY_TWO: 'By at least two of them.',
  TOUCHED_BY_THREE: 'By at least three.',
  IN_BENEFIT: 'In an award of benefits in the day\'s month, of all children.',
  IN_CARE: 'In a placement, guest stays aside, of all children.',
  SAVINGS_LIST: 'On the savings programme\'s list of the year, of citizens. Withheld for a year whose run is not through.',
  BIRTH_GRANT: 'With a birth grant of the year, awarded from the day or before, of those who were born in the year.',
  ENROLLED: 'On the roll of a school, of those of six to seventeen.',
  CARE_IN_FAMILY: 'In a family, of children in care: the others are in institutions.',
  CARE_WITH_SAVINGS: 'With a claim at the National Fund on the snapshot\'s day, of children in care who are citizens.',
  CARE_WITH_SCHOOL: 'On the roll of a school, of children in care of six to seventeen.',
  CARE_WITH_BENEFIT: 'In an award of benefits, of children in care in families.',
});
export type WellbeingMeasure = EnumValue<typeof WellbeingMeasure>;

/**
 * Raised with every change of measures, SQL or noise after which an equal snapshot could have other figures: a year that is stored keeps its own
 * to the end of the month, and says by which it was worked out. 2: birth grants of the year.
 */
export const INDEX_VERSION = 2;

/** What is known of children who are counted together. */
export interface Flags {
  readonly benefit: boolean;
  readonly claim: boolean;
  readonly care: boolean;
  readonly family: boolean;
  readonly enrolled: boolean;
  readonly listed: boolean;
  readonly citizen: boolean;
  readonly school_age: boolean;
  readonly born_in_year: boolean;
  readonly birth_grant: boolean;
}

export type FlaggedCell = Cell & Flags & { readonly region: string | null };

const touched = ({ benefit, claim, care, enrolled }: Flags): number => [benefit, claim, care, enrolled].filter((one) => one).length;

/** Who is counted, and of whom. */
export interface Share {
  readonly counted: (flags: Flags) => boolean;
  readonly of: (flags: Flags) => boolean;
}

const everybody = (): boolean => true;
const inCare = ({ care }: Flags): boolean => care;

export const SHARES: Readonly<Record<WellbeingMeasure, Share>> = {
  TOUCHED_BY_ONE: { counted: (one) => touched(one) >= 1, of: everybody },
  TOUCHED_BY_TWO: { counted: (one) => touched(one) >= 2, of: everybody },
  TOUCHED_BY_THREE: { counted: (one) => touched(one) >= 3, of: everybody },
  IN_BENEFIT: { counted: ({ benefit }) => benefit, of: everybody },
  IN_CARE: { counted: inCare, of: everybody },
  SAVINGS_LIST: { counted: ({ listed }) => listed, of: ({ citizen }) => citizen },
  BIRTH_GRANT: { counted: (one) => one.birth_grant, of: (one) => one.born_in_year },
  ENROLLED: { counted: ({ enrolled }) => enrolled, of: (one) => one.school_age },
  CARE_IN_FAMILY: { counted: ({ family }) => family, of: inCare },
  CARE_WITH_SAVINGS: { counted: ({ claim }) => claim, of: ({ care, citizen }) => care && citizen },
  CARE_WITH_SCHOOL: { counted: ({ enrolled }) => enrolled, of: (one) => one.care && one.school_age },
  CARE_WITH_BENEFIT: { counted: ({ benefit }) => benefit, of: ({ family }) => family },
};

export const MEASURES = Object.keys(SHARES) as WellbeingMeasure[];
