import { chance, type PopulationFacts } from './seed.js';

/** The share of wards who have too little of their own. */
const NEEDY = 0.9;

/** What a ward of the population has of their own a month, more than any allowance so far; null for nothing worth a record. */
export function wardMeans({ seed }: PopulationFacts, child: string): string | null {
  if (chance(seed, 'benefits', 'GUARDIAN', child) < NEEDY) return null;
  return String(60_000 + Math.floor(chance(seed, 'ward means', child) * 40_000));
}
