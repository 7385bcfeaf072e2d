import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { STREETS } from './data/streets.js';
import { at, type Random, weights } from './random.js';

/** A registered address: where somebody lives. */
export interface Place {
  /** Second-level KATO. */
  readonly district: string;
  readonly address: string;
}

const reference = (file: string): string => readFileSync(path.join(projectRoot(), 'subgraphs/registry/reference', file), 'utf8');

const regions = JSON.parse(reference('regions.json')) as { kato: string; childPopulationEstimate: number }[];

const districtsOf = new Map(regions.map(({ kato }): [string, string[]] => [kato, []]));
const regionOf = new Map<string, string>();
for (const line of reference('districts.csv').trim().split('\n').slice(1)) {
  const [district = '', region = ''] = line.split(',');
  regionOf.set(district, region);
  districtsOf.get(region)?.push(district);
}

/** Regions as likely as their estimated children (estimates of 1 January 2024, ±12 %: for demonstration only). */
const REGIONS = weights(regions.map(({ kato, childPopulationEstimate }) => [kato, childPopulationEstimate] as const));

/** A home somewhere in the country. Within a region every district is as likely as another: their sizes are not known. */
export const homeInCountry = (random: Random): Place => homeInRegion(random.weighted(REGIONS), random);

/** Another home for somebody who moves: three in four stay in their region. */
export function homeElsewhere(from: Place, random: Random): Place {
  for (;;) {
    const home = random.happens(0.75) ? homeInRegion(regionOf.get(from.district) ?? '', random) : homeInCountry(random);
    if (home.district !== from.district) return home;
  }
}

/** Another address in the same district. */
export const homeNearby = ({ district }: Place, random: Random): Place => ({ district, address: address(random) });

/** Where the institution of a district stands: one address for all its children. */
export const institutionPlace = (district: string): Place => ({
  district,
  address: `${at(STREETS, Number(district.slice(0, 5)) % STREETS.length)} көшесі, 1`,
});

function homeInRegion(region: string, random: Random): Place {
  return { district: random.pick(districtsOf.get(region) ?? []), address: address(random) };
}

function address(random: Random): string {
  const house = `${random.pick(STREETS)} көшесі, ${random.between(2, 180)}-үй`;
  return random.happens(0.55) ? `${house}, ${random.between(1, 96)}-пәтер` : house;
}
