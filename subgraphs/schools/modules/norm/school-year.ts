import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { normOn } from './norm.repository.js';

/** First day of the school year that begins in a calendar year. */
async function beginsIn(year: number, day: CivilDate, context: SubgraphContext): Promise<CivilDate> {
  const month = String(await normOn('SCHOOL_YEAR_MONTH', day, context)).padStart(2, '0');
  return `${year}-${month}-01`;
}

/** First day of the school year that a day lies in. */
export async function schoolYearOf(day: CivilDate, context: SubgraphContext): Promise<CivilDate> {
  const year = Number(day.slice(0, 4));
  const begins = await beginsIn(year, day, context);
  return begins <= day ? begins : beginsIn(year - 1, day, context);
}

/** First day of the school year after one. */
export const yearAfter = (schoolYear: CivilDate): CivilDate => `${Number(schoolYear.slice(0, 4)) + 1}${schoolYear.slice(4)}`;

/** The school year that a client names by the year in which it begins: the one that a day lies in, or the next one. */
export async function schoolYearIn(begins: number, day: CivilDate, context: SubgraphContext, field: string): Promise<{ readonly year: CivilDate; readonly next: boolean }> {
  const running = await schoolYearOf(day, context);
  const year = Number(running.slice(0, 4));
  if (begins !== year && begins !== year + 1) throw badInput(field, `must be ${year} or ${year + 1}: the school year that runs, or the next one.`);
  return { year: begins === year ? running : await beginsIn(begins, day, context), next: begins !== year };
}
