import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { normOn } from './norm.repository.js';

/** First day of the school year that a day lies in. */
export async function schoolYearOf(day: CivilDate, context: SubgraphContext): Promise<CivilDate> {
  const month = String(await normOn('SCHOOL_YEAR_MONTH', day, context)).padStart(2, '0');
  const year = Number(day.slice(0, 4));
  const begins = `${year}-${month}-01`;
  return begins <= day ? begins : `${year - 1}-${month}-01`;
}
