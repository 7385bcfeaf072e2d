import { PROGRAMMES, type ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import { withClient } from '../bootstrap/connection.js';
import { writePrivate } from '../data/files.js';
import { PREVENTED, UNTOLD } from '../population/anomalies/beyond.js';
import { KINDS } from '../population/anomalies/kinds.js';
import type { Truth, TruthRecord } from '../population/anomalies/planting.js';
import { RULES } from '../population/anomalies/rules.js';
import type { LocalFacts } from '../population/facts.js';
import { readTruth } from '../seeding/truth-table.js';

const kindNamed = new Map(KINDS.map((kind) => [kind.code, kind]));

/** One error, with what every database has of it. */
function joined(parts: readonly Truth[]): Truth {
  const [first] = parts;
  if (first === undefined) throw new RangeError('An error without a part.');
  const records: readonly TruthRecord[] = parts.flatMap((part) => part.records);
  const missing = kindNamed.get(first.kind)?.programmes.filter((name) => !records.some(({ programme }) => programme === name)) ?? [];
  if (missing.length > 0) throw new Error(`${first.kind} of household ${first.household} is not in ${missing.join(', ')}.`);
  return { ...first, records };
}

/** Everything that was planted, in the order of households. */
export async function plantedIn(urlOf: (name: ProgrammeName) => string): Promise<Truth[]> {
  const parts = (await Promise.all(PROGRAMMES.map((name) => withClient(urlOf(name), readTruth)))).flat();
  const households = Map.groupBy(parts, ({ household }) => household);
  return [...households.values()].map(joined).sort((a, b) => a.household - b.household);
}

/** How often each kind was planted, in the order of the catalogue. */
export function countKinds(truths: readonly Truth[]): ReadonlyMap<string, number> {
  const counts = Map.groupBy(truths, ({ kind }) => kind);
  return new Map(KINDS.map(({ code }) => [code, counts.get(code)?.length ?? 0]));
}

function manifest({ seed, asOf, children, anomaliesPerMillion }: LocalFacts, truths: readonly Truth[]): object {
  const counts = countKinds(truths);
  const kinds = KINDS.map(({ code, rules, programmes, title }) => ({ kind: code, rules, programmes, title, count: counts.get(code) }));
  return { manifest: 1, seed, asOf, children, perMillion: anomaliesPerMillion, anomalies: truths.length, kinds, rules: RULES, prevented: PREVENTED, untold: UNTOLD };
}

function line({ kind, household, records, ...known }: Truth): object {
  return { kind, household, rules: [...new Set(records.flatMap(({ rules }) => rules))], programmes: [...new Set(records.map(({ programme }) => programme))], ...known, records };
}

/** Writes the truth as lines of JSON: what the population is and what can be in it, then each error. */
export function writeTruth(file: string, facts: LocalFacts, truths: readonly Truth[]): void {
  writePrivate(file, [manifest(facts, truths), ...truths.map(line)].map((one) => `${JSON.stringify(one)}\n`).join(''));
}
