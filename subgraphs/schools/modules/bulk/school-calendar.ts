import type { EntityManager } from '@mikro-orm/postgresql';
import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SchoolNormCode } from '../norm/norm.type.js';
import { lastClassNorm } from '../school/last-class.js';
import type { SchoolType } from '../school/school.enums.js';

/** The norms that work with the whole register goes by, as they are now. */
export interface SchoolCalendar {
  /** First day of the school year that a day lies in. */
  readonly yearOf: (day: CivilDate) => CivilDate;
  readonly shiftsCounted: number;
  readonly lastClass: number;
  /** The last class that schools of a type teach. */
  readonly lastClassOf: (type: SchoolType) => number;
  /** The fewest pupils of a school that are told. */
  readonly smallestCount: number;
}

const YEAR_MONTHS = 12;

/** First day of the school year after one, or before it when negative. */
export const yearsAfter = (year: CivilDate, years: number): CivilDate => addMonths(year, YEAR_MONTHS * years);

export async function schoolCalendar(em: EntityManager): Promise<SchoolCalendar> {
  const rows = await em.execute<{ code: SchoolNormCode; value: number }[]>('select code, value from school_norm where valid_to is null');
  const normOf = (code: SchoolNormCode): number => {
    const row = rows.find((one) => one.code === code);
    if (row === undefined) throw new Error(`The norm ${code} is missing.`);
    return row.value;
  };
  const month = String(normOf('SCHOOL_YEAR_MONTH')).padStart(2, '0');
  const begins = (year: number): CivilDate => `${year}-${month}-01`;
  return {
    yearOf: (day) => (begins(Number(day.slice(0, 4))) <= day ? begins(Number(day.slice(0, 4))) : begins(Number(day.slice(0, 4)) - 1)),
    shiftsCounted: normOf('SHIFTS_COUNTED'),
    lastClass: normOf('LAST_CLASS'),
    lastClassOf: (type) => normOf(lastClassNorm(type)),
    smallestCount: normOf('SMALLEST_COUNT'),
  };
}
