import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { defineLoader, groupByKey } from '../../../shared/loader.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import { rollsOf, type ShiftRoll } from './roll.repository.js';
import { ShiftPupils, SchoolRoll } from './roll.type.js';

/** School years of which a school's rolls are told: a child's way from the pre-school class to the last. */
const YEARS_TOLD = 12;

/** The rolls of schools on first days of school years. No other day can be asked about: two counts a day apart would tell who came. */
const rollsOfLast = (years: number) =>
  defineLoader<string, ShiftRoll[]>(async (schoolIds, context) => {
    const day = await schoolYearOf(context.today, context);
    const days = Array.from({ length: years }, (_, back) => addMonths(day, -12 * back));
    return groupByKey(schoolIds, await rollsOf(context.database.relation, schoolIds, days, context.today), ({ schoolId }) => schoolId);
  });

/** Of the running one alone, which most ask for, and of all that are told. */
const [running, told] = [rollsOfLast(1), rollsOfLast(YEARS_TOLD)];

const totalOf = (shifts: readonly ShiftRoll[]): number => shifts.reduce((sum, { pupils }) => sum + pupils, 0);

/** How many pupils a school has; null where the number is too small to be told. */
export async function pupilsOf(schoolId: string, context: SubgraphContext): Promise<number | null> {
  const [shifts, smallest] = await Promise.all([running(context).load(schoolId), normOn('SMALLEST_COUNT', context.today, context)]);
  const pupils = totalOf(shifts);
  return pupils < smallest ? null : pupils;
}

function rollOn(countedOn: CivilDate, shifts: readonly ShiftRoll[], smallest: number): SchoolRoll {
  const pupils = totalOf(shifts);
  const byShift = shifts.every((one) => one.pupils >= smallest) ? shifts.map(({ shift, pupils: some }) => Object.assign(new ShiftPupils(), { shift, pupils: some })) : null;
  return Object.assign(new SchoolRoll(), { countedOn, pupils: pupils < smallest ? null : pupils, byShift });
}

/** A school's rolls, oldest first: of the years in which it had pupils. */
export async function rollsOfSchool(schoolId: string, context: SubgraphContext): Promise<SchoolRoll[]> {
  const [found, smallest] = await Promise.all([told(context).load(schoolId), normOn('SMALLEST_COUNT', context.today, context)]);
  return [...Map.groupBy(found, ({ day }) => day)].map(([day, shifts]) => rollOn(day, shifts, smallest));
}
