import type { SubgraphContext } from '../../../shared/context.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import type { CountedBy } from './infrastructure.repository.js';

/** What pupils and places are counted by today. */
export async function countedBy(context: SubgraphContext): Promise<CountedBy> {
  const { today } = context;
  const [day, shifts, smallest] = await Promise.all([schoolYearOf(today, context), normOn('SHIFTS_COUNTED', today, context), normOn('SMALLEST_COUNT', today, context)]);
  return { day, today, shifts, smallest };
}
