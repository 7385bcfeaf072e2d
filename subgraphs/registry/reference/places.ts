import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../shared/project.js';

const folder = (): string => path.join(projectRoot(), 'subgraphs/registry/reference');

interface RegionRecord {
  readonly kato: string;
  readonly iso3166_2: string;
  readonly kind: 'region' | 'city';
  readonly name_kk: string;
  readonly name_ru: string;
  readonly name_en: string;
}

/** kato, iso, kind, name_kk, name_ru, name_en of the 20 regions. */
export function readRegions(): string[][] {
  const regions = JSON.parse(readFileSync(path.join(folder(), 'regions.json'), 'utf8')) as RegionRecord[];
  return regions.map((r) => [r.kato, r.iso3166_2, r.kind.toUpperCase(), r.name_kk, r.name_ru, r.name_en]);
}

/** kato, region_kato, name_kk, name_ru, name_en of the 224 districts and cities. No name holds a comma or a quote. */
export function readDistricts(): string[][] {
  const [, ...lines] = readFileSync(path.join(folder(), 'districts.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(','));
}
