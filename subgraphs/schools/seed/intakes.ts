import type { Cell, PopulationFacts } from '../../shared/synthetic/seed.js';
import { NOBD, type SeedSchool } from './schools.js';

export const INTAKE_COLUMNS = ['school_id', 'school_year', 'class_number', 'language', 'places', 'set_aside', 'ceiling', 'source', 'recorded_at'] as const;

/** As the norms and rules have them: SHIFTS_COUNTED, PLACES_SET_ASIDE, LAST_CLASS. */
const [SHIFTS, SET_ASIDE, CLASSES] = [2, 1, 11];

/** First day of the school year that a day lies in. */
const yearOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);

/** Places that are left in classes of the running school year, each beside one that is set aside: in as many classes as there is room for. */
function leftIn(free: number): { readonly classes: number; readonly places: number } {
  const classes = Math.max(0, Math.min(CLASSES, Math.floor(free / (1 + SET_ASIDE))));
  return { classes, places: classes === 0 ? 0 : Math.floor(free / classes) - SET_ASIDE };
}

/**
 * What a school takes in: the places that its classes have left with the running school year, for pupils who move, and class 1 with
 * the next one.
 */
export function intakeRows({ id, designCapacity, shifts, pupils, languages, openedOn }: SeedSchool, { asOf }: PopulationFacts): Cell[][] {
  if (openedOn > asOf) return [];
  const ceiling = designCapacity * Math.max(SHIFTS, shifts);
  const running = yearOf(asOf);
  const row = (year: number, classNumber: number, language: string, places: number): Cell[] =>
    [id, `${year}-09-01`, classNumber, language, Math.min(places, ceiling - SET_ASIDE), SET_ASIDE, ceiling, NOBD, asOf];
  const { classes, places } = leftIn(Math.floor(ceiling - pupils));
  return [
    ...languages.slice(0, 1).flatMap((language) => Array.from({ length: classes }, (_, n) => row(running, n + 1, language, places))),
    ...languages.map((language) => row(running + 1, 1, language, Math.max(1, Math.ceil(pupils / CLASSES / languages.length)))),
  ];
}
