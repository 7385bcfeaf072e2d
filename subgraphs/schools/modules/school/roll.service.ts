import type { SubgraphContext } from '../../../shared/context.js';
import { defineLoader } from '../../../shared/loader.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';

/**
 * Pupils on the rolls of some schools on the first day of the school year. It is the code that reads the whole country
 * here, for a count that anybody may see, so the day is no argument: two counts a day apart would tell who came.
 */
const rollOf = defineLoader<string, number>(async (schoolIds, context) => {
  const day = await schoolYearOf(context.today, context);
  const rows = await context.database.register(['*'], (em) =>
    em.execute<{ school_id: string; pupils: number }[]>(
      `select school_id, count(*)::int as pupils from enrolment
        where school_id in (?) and valid_from <= ? and (valid_to is null or valid_to > ?) group by school_id`,
      [[...schoolIds], day, day],
    ),
  );
  const bySchool = new Map(rows.map(({ school_id, pupils }) => [school_id, pupils]));
  return schoolIds.map((id) => bySchool.get(id) ?? 0);
});

/** How many pupils a school has; null where the number is too small to be told. */
export async function pupilsOf(schoolId: string, context: SubgraphContext): Promise<number | null> {
  const [pupils, smallest] = await Promise.all([rollOf(context).load(schoolId), normOn('SMALLEST_COUNT', context.today, context)]);
  return pupils < smallest ? null : pupils;
}
