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

/** The first school year in which a child has the age for class 1 on its first day. */
function firstYear(birthDate: CivilDate, startAge: number): number {
  const year = Number(birthDate.slice(0, 4)) + startAge;
  return ageOn(birthDate, begins(year)) >= startAge ? year : year + 1;
}

function schoolYear(classNumber: number, year: number, lastClass: number): SchoolYear {
  const last = classNumber === lastClass;
  return { classNumber, from: begins(year), to: last ? `${year + 1}-06-25` : begins(year + 1), end: last ? (lastClass === 9 ? 'COLLEGE' : 'GRADUATED') : 'PROMOTED' };
}

/** The school years of a child that have begun by a day, from the first to the last class. */
export function schoolYears(birthDate: CivilDate, { startAge, preSchool, lastClass }: SchoolPath, asOf: CivilDate): SchoolYear[] {
  const first = firstYear(birthDate, startAge);
  const years: SchoolYear[] = [];
  for (let classNumber = preSchool && startAge > FIRST_AGE ? 0 : 1; classNumber <= lastClass; classNumber += 1) {
    const year = first + classNumber - 1;
    if (begins(year) > asOf) break;
    years.push(schoolYear(classNumber, year, lastClass));
  }
  return years;
}
