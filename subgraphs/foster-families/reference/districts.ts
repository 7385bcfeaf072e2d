import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../shared/project.js';

let known: ReadonlySet<string> | undefined;

const read = (): ReadonlySet<string> => {
  const [, ...lines] = readFileSync(path.join(projectRoot(), 'subgraphs/foster-families/reference/districts.csv'), 'utf8').trim().split('\n');
  return new Set(lines);
};

/** Whether the classifier has a district, or a city with the rank of one, with this KATO code: one of 224. */
export const isDistrict = (kato: string): boolean => (known ??= read()).has(kato);

/** The region that a district lies in. */
export const regionOfDistrict = (kato: string): string => `${kato.slice(0, 2)}0000000`;
