import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { TargetRow } from './programme-target.repository.js';

/** A project as one could know it on a day. */
export interface KnownProject {
  /** In one shift. */
  readonly designCapacity: number;
  /** The day of commissioning by the plan that had been stated last; null without one. */
  readonly plannedOn: CivilDate | null;
  /** The day of commissioning; null before it. */
  readonly deliveredOn: CivilDate | null;
}

/** What was stated, planned and delivered for a year, or for all of them. */
export interface YearProgress {
  /** Null for all years together. */
  readonly year: number | null;
  /** Null where nothing was stated for it. */
  readonly statedObjects: number | null;
  readonly statedPlaces: number | null;
  readonly plannedObjects: number;
  readonly plannedPlaces: number;
  readonly deliveredObjects: number;
  readonly deliveredPlaces: number;
}

const yearOf = (day: CivilDate | null): number | null => (day === null ? null : Number(day.slice(0, 4)));

function stated(targets: readonly TargetRow[], measure: TargetRow['measure'], year: number | null): number | null {
  const target = targets.find((one) => one.measure === measure && one.forYear === year && one.rural === null);
  return target === undefined ? null : new Decimal(target.value).toNumber();
}

function sums(projects: readonly KnownProject[], day: 'plannedOn' | 'deliveredOn', year: number | null, shifts: number): readonly [objects: number, places: number] {
  const counted = projects.filter((one) => (year === null ? one[day] !== null : yearOf(one[day]) === year));
  return [counted.length, counted.reduce((sum, { designCapacity }) => sum + designCapacity * shifts, 0)];
}

/** All years together, then each year that has a figure. Planned is by the last plan: what slips moves to a later year. */
export function progressOf(projects: readonly KnownProject[], targets: readonly TargetRow[], shifts: number): YearProgress[] {
  const found = [...projects.flatMap(({ plannedOn, deliveredOn }) => [yearOf(plannedOn), yearOf(deliveredOn)]), ...targets.map(({ forYear }) => forYear)].filter((year) => year !== null);
  return [null, ...[...new Set(found)].sort((a, b) => a - b)].map((year): YearProgress => {
    const [[plannedObjects, plannedPlaces], [deliveredObjects, deliveredPlaces]] = [sums(projects, 'plannedOn', year, shifts), sums(projects, 'deliveredOn', year, shifts)];
    return { year, statedObjects: stated(targets, 'OBJECTS', year), statedPlaces: stated(targets, 'PLACES', year), plannedObjects, plannedPlaces, deliveredObjects, deliveredPlaces };
  });
}
