import { type Cell, chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import { NOBD, type SeedSchool } from './schools.js';

export const CATCHMENT_COLUMNS = ['school_id', 'district_kato', 'code', 'name', 'valid_from', 'source', 'recorded_at'] as const;

/** Parts of a district; those of two schools may be the same. */
const PARTS = 9;

/** One to three parts of the district that a school serves since it opened. */
export function catchmentRows({ id, districtKato, openedOn }: SeedSchool, { seed }: PopulationFacts): Cell[][] {
  const first = Math.floor(chance(seed, 'catchment', id) * PARTS);
  const parts = 1 + Math.floor(chance(seed, 'catchment', id, 'parts') * 3);
  return Array.from({ length: parts }, (_, n) => {
    const code = String(1 + ((first + n) % PARTS));
    return [id, districtKato, code, `№ ${code} шағын аудан`, openedOn, NOBD, openedOn];
  });
}
