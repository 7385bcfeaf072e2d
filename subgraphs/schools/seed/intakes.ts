import type { Cell, PopulationFacts } from '../../shared/synthetic/seed.js';
import { NOBD, type SeedSchool } from './schools.js';

export const INTAKE_COLUMNS = ['school_id', 'school_year', 'class_number', 'language', 'places', 'set_aside', 'ceiling', 'source', 'recorded_at'] as const;

/** As the norms and rules have them: SHIFTS_COUNTED, PLACES_SET_ASIDE, LAST_CLASS. */
const [SHIFTS, SET_ASIDE, CLASSES] = [2, 1, 11];

/** First day of the school year that a day lies in. */
const yearOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);

/**
 * What a school takes in: the places that a class has left with the running school year, for pupils who move, and class 1 with the
 * next one.
 */
export function intakeRows({ id, designCapacity, shifts, pupils, languages, openedOn }: SeedSchool, { asOf }: PopulationFacts): Cell[][] {
  const ceiling = designCapacity * Math.max(SHIFTS, shifts);
  const [running, cohort] = [yearOf(asOf), pupils / CLASSES];
  if (openedOn > asOf) return [];
  const left = Math.max(0, Math.floor((ceiling - pupils) / CLASSES / languages.length));
  const row = (year: number, classNumber: number, language: string, places: number): Cell[] =>
    [id, `${year}-09-01`, classNumber, language, Math.min(places, ceiling - SET_ASIDE), SET_ASIDE, ceiling, NOBD, asOf];
  return languages.flatMap((language) => [
    ...Array.from({ length: CLASSES }, (_, n) => row(running, n + 1, language, left)),
    row(running + 1, 1, language, Math.max(1, Math.ceil(cohort / languages.length))),
  ]);
}
