import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../shared/project.js';

/** A second-level place as schools are planned for it. */
export interface PlannedDistrict {
  /** Second-level KATO. */
  readonly kato: string;
  readonly urban: boolean;
  /** Children of 0 to 17: the region's estimate of 1 January 2024 in equal parts, since the districts' own are not known. */
  readonly children: number;
}

/** The 224 districts and cities, by KATO. */
export function readDistricts(): PlannedDistrict[] {
  const file = path.join(projectRoot(), 'subgraphs/schools/reference/districts.csv');
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [kato = '', urban, children] = line.split(',');
    return { kato, urban: urban === 'true', children: Number(children) };
  });
}

let known: ReadonlySet<string> | null = null;

/** Whether the classifier has a district, or a city with the rank of one, with this KATO code. Read once. */
export function isDistrict(kato: string): boolean {
  known ??= new Set(readDistricts().map((district) => district.kato));
  return known.has(kato);
}

/** The region that a district lies in. */
export const regionOfDistrict = (kato: string): string => `${kato.slice(0, 2)}0000000`;
