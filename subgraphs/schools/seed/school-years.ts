import type { CivilDate } from '../../shared/clock.js';
import { ageOn } from '../../shared/dated.js';

/** A school year of one child, if nothing comes between. */
export interface SchoolYear {
  readonly classNumber: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly end: 'PROMOTED' | 'GRADUATED' | 'COLLEGE';
}

/** What a seed decides about one child's way through school. */
export interface SchoolPath {
  /** 6 or 7. */
  readonly startAge: number;
  /** Whether the year before class 1 is spent in a school's pre-school class. */
  readonly preSchool: boolean;
  /** 9 for college, else 11. */
  readonly lastClass: number;
}

const FIRST_AGE = 6;

const begins = (year: number): CivilDate => `${year}-09-01`;

/** The school years of a child, from the first to the last class. */
export function schoolYears(birthDate: CivilDate, { startAge, preSchool, lastClass }: SchoolPath): SchoolYear[] {
  const birthYear = Number(birthDate.slice(0, 4));
  const first = [birthYear + startAge, birthYear + startAge + 1].find((year) => ageOn(birthDate, begins(year)) >= startAge) ?? birthYear + startAge + 1;
  const classes = Array.from({ length: lastClass }, (_, i): SchoolYear => {
    const [classNumber, year] = [i + 1, first + i];
    const last = classNumber === lastClass;
    return { classNumber, from: begins(year), to: last ? `${year + 1}-06-25` : begins(year + 1), end: last ? (lastClass === 9 ? 'COLLEGE' : 'GRADUATED') : 'PROMOTED' };
  });
  const zero: SchoolYear = { classNumber: 0, from: begins(first - 1), to: begins(first), end: 'PROMOTED' };
  return preSchool && startAge > FIRST_AGE ? [zero, ...classes] : classes;
}
