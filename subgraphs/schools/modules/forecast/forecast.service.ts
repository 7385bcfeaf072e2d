import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { defineLoader } from '../../../shared/loader.js';
import { Money } from '../../../shared/money.js';
import { everyDistrict } from '../infrastructure/infrastructure.service.js';
import { isWithin, type CountedPlace } from '../infrastructure/within.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import { districtOf } from '../place/place.type.js';
import { costNormsOn } from '../project/cost-norm.repository.js';
import { bestSite, forecastYear, type ForecastNorms } from './forecast.js';
import { capacities, cohortsFrom, type CapacityRow, type CohortRow } from './forecast.repository.js';
import { NextSchool, SchoolForecast } from './forecast.type.js';

interface Known {
  readonly cohorts: readonly CohortRow[];
  readonly capacity: readonly CapacityRow[];
  readonly norms: ForecastNorms;
  /** School years ahead for whose class 1 everybody is born. */
  readonly most: number;
}

/** What forecasts go by, for the whole country and once per request: a few thousand rows. */
const known = defineLoader<'all', Known>(async (keys, context) => {
  const { today, database } = context;
  const [running, shifts, lastClass, first, last, step] = await Promise.all([
    schoolYearOf(today, context), normOn('SHIFTS_COUNTED', today, context), normOn('LAST_CLASS', today, context), normOn('CLASS_1_AGE', today, context), normOn('SCHOOL_AGE_LAST', today, context), normOn('SMALLEST_COUNT', today, context),
  ]);
  const years = last - first + 1;
  const cohorts = await cohortsFrom(database.relation, Number(running.slice(0, 4)) - years + 1, today);
  const found = { cohorts, capacity: await capacities(database.relation, running, today), norms: { running, shifts, lastClass, years, step }, most: first };
  return keys.map(() => found);
});

function within({ cohorts, capacity, norms, most }: Known, place: CountedPlace): Known {
  return { cohorts: cohorts.filter((row) => isWithin(place, row)), capacity: capacity.filter((row) => isWithin(place, row)), norms, most };
}

const forecastOf = ({ cohorts, capacity, norms }: Known, ahead: number): SchoolForecast => Object.assign(new SchoolForecast(), forecastYear(cohorts, capacity, norms, ahead));

function requireYears(field: string, years: number, most: number): void {
  if (years < 1 || years > most) throw badInput(field, `must be from 1 to ${most}: of later class 1 not everybody is born.`);
}

/** The next school years of a place, the nearest first. */
export async function forecastsIn(place: CountedPlace, years: number, context: SubgraphContext): Promise<SchoolForecast[]> {
  const all = await known(context).load('all');
  requireYears('years', years, all.most);
  const here = within(all, place);
  return Array.from({ length: years }, (_, n) => forecastOf(here, n + 1));
}

const TOLD = 10;

/** The districts in which a school would relieve most for its cost. */
export async function nextSchools(yearsAhead: number, context: SubgraphContext): Promise<NextSchool[]> {
  const [all, districts, steps] = await Promise.all([known(context).load('all'), everyDistrict(context), costNormsOn(context.today, context)]);
  requireYears('yearsAhead', yearsAhead, all.most);
  const [cohorts, capacity] = [Map.groupBy(all.cohorts, ({ district }) => district), Map.groupBy(all.capacity, ({ district }) => district)];
  const found = districts.flatMap(({ district, deficit, threeShift, emergency }): NextSchool[] => {
    const forecast = forecastOf({ ...all, cohorts: cohorts.get(district) ?? [], capacity: capacity.get(district) ?? [] }, yearsAhead);
    const since = (capacity.get(district) ?? []).reduce((sum, one) => sum + one.since, 0) * all.norms.shifts;
    const without = Math.max(forecast.deficit, deficit - since - forecast.projectPlaces);
    const site = bestSite(without, steps, all.norms.shifts);
    if (site === null) return [];
    const { capacity: designCapacity, relieved, cost, childrenPerBillion } = site;
    return [Object.assign(new NextSchool(), { district: districtOf(district), deficit, forecast, without, threeShiftSchools: threeShift, emergencySchools: emergency, designCapacity, relieved, cost: new Money(cost, 'KZT'), childrenPerBillion })];
  });
  return found.sort((a, b) => b.childrenPerBillion.cmp(a.childrenPerBillion) || b.without - a.without || (a.district.kato < b.district.kato ? -1 : 1)).slice(0, TOLD);
}
