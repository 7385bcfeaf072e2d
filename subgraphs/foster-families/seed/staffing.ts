import type { CivilDate } from '../../shared/clock.js';
import { guardianshipBody } from '../../shared/synthetic/organisations.js';
import { chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import { DISTRICTS, regionOfDistrict } from '../reference/districts.js';
import { specialistNormOn } from '../reference/specialist-norm.js';
import { record, type Writer } from './records.js';

const QUARTER = 0.25;

/** Children of a district and specialists of its body, as many as the norm asks for; of some posts nobody is needed for. No real district's. */
function writeDistrict(district: string, seed: number, most: number, from: CivilDate, write: Writer): void {
  const children = 4_000 + Math.floor(chance(seed, district, 'children') ** 2 * 90_000);
  const filled = Math.ceil(children / most / QUARTER) * QUARTER;
  const posts = filled + (chance(seed, district, 'vacancy') < 0.3 ? 0.5 : 0);
  const place = [regionOfDistrict(district), district] as const;
  write.row('guardianship_staff', [...place, guardianshipBody(district), posts.toFixed(2), filled.toFixed(2), from, from, ...record(from)]);
  write.row('district_children', [...place, children, from, from, ...record(from)]);
}

/** Figures of the population's year. */
export function writeStaffing({ seed, asOf }: PopulationFacts, write: Writer): void {
  const from = `${asOf.slice(0, 4)}-01-01`;
  const norm = specialistNormOn(asOf);
  if (norm !== null) for (const district of DISTRICTS) writeDistrict(district, seed, norm.children, from, write);
}
