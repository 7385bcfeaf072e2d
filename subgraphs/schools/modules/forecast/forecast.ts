import { Decimal } from 'decimal.js';
import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { CostStep } from '../project/cost-norm.js';
import type { CapacityRow, CohortRow } from './forecast.repository.js';

/** What a forecast goes by: norms of the day it is made. */
export interface ForecastNorms {
  /** First day of the school year that is under way. */
  readonly running: CivilDate;
  /** Shifts in which places are counted. */
  readonly shifts: number;
  /** The last class: places are spread evenly over so many. */
  readonly lastClass: number;
  /** School years from class 1 to the last age. */
  readonly years: number;
  /** Numbers of children are told in steps of so many. */
  readonly step: number;
}

/** Children against places in one school year; numbers of children in steps. */
export interface ForecastYear {
  readonly schoolYear: CivilDate;
  readonly class1Children: number;
  readonly class1Places: number;
  readonly class1Deficit: number;
  readonly children: number;
  readonly places: number;
  readonly projectPlaces: number;
  readonly deficit: number;
}

/** To the nearest step, so that nobody sees from one day to the next that one child has come or gone. */
const inSteps = (children: number, step: number): number => Math.round(children / step) * step;

const sum = <R>(rows: readonly R[], of: (row: R) => number): number => rows.reduce((total, row) => total + of(row), 0);

/**
 * Children of a place by the age for each class, against the places it has and will have by the plans. Of the ages after class 1 all who
 * live there are counted: some go to college after class 9.
 */
export function forecastYear(cohorts: readonly CohortRow[], capacity: readonly CapacityRow[], norms: ForecastNorms, ahead: number): ForecastYear {
  const { running, shifts, lastClass, years, step } = norms;
  const schoolYear = addMonths(running, 12 * ahead);
  const year = Number(schoolYear.slice(0, 4));
  const class1Children = inSteps(sum(cohorts.filter((row) => row.year === year), (row) => row.children), step);
  const children = inSteps(sum(cohorts.filter((row) => row.year <= year && row.year > year - years), (row) => row.children), step);
  const projectPlaces = sum(capacity.filter(({ opensOn }) => opensOn !== null && opensOn <= schoolYear), (row) => row.capacity) * shifts;
  const places = sum(capacity.filter(({ opensOn }) => opensOn === null), (row) => row.capacity) * shifts + projectPlaces;
  const class1Places = Math.floor(places / lastClass);
  return { schoolYear, class1Children, class1Places, class1Deficit: Math.max(0, class1Children - class1Places), children, places, projectPlaces, deficit: Math.max(0, children - places) };
}

/** A school that could be built, of a capacity for which there is a norm of cost. */
export interface Site {
  readonly capacity: number;
  /** Places in the shifts counted. */
  readonly places: number;
  /** How many of those without a place it takes. */
  readonly relieved: number;
  /** Tenge, by the norm. */
  readonly cost: Decimal;
  /** Of those for a billion tenge, one decimal. */
  readonly childrenPerBillion: Decimal;
}

const BILLION = 1_000_000_000;

/** The capacity that gives most children a place for a tenge where so many have none; the smaller of two alike. Null where nobody is without, or without norms. */
export function bestSite(without: number, steps: readonly CostStep[], shifts: number): Site | null {
  if (without <= 0) return null;
  const sites = steps.map(({ capacity, kztPerPlace }): Site => {
    const [places, cost] = [capacity * shifts, kztPerPlace.times(capacity)];
    const relieved = Math.min(without, places);
    return { capacity, places, relieved, cost, childrenPerBillion: new Decimal(relieved).times(BILLION).div(cost).toDecimalPlaces(1) };
  });
  return sites.reduce<Site | null>((best, site) => (best === null || site.childrenPerBillion.gt(best.childrenPerBillion) ? site : best), null);
}
