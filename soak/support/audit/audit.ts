import { withClient } from '../../../local/bootstrap/connection.js';
import type { Truth } from '../../../local/population/anomalies/planting.js';
import { RULES, type Rule } from '../../../local/population/anomalies/rules.js';
import { BENEFIT_RULES } from './benefit-rules.js';
import { CARE_RULES, SAVINGS_RULES, SCHOOL_RULES } from './other-rules.js';
import { VIEWS } from './views.js';

/** Rows that a rule names, each as its table and its key. */
export type Findings = ReadonlyMap<Rule, readonly string[]>;

type Key = Readonly<Record<string, unknown>>;

const nameOf = (table: string, key: Key): string => `${table} ${JSON.stringify(Object.fromEntries(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))))}`;

function queries(asOf: string): ReadonlyMap<Rule, string> {
  const rules = { ...BENEFIT_RULES(asOf), ...SAVINGS_RULES, ...CARE_RULES(asOf), ...SCHOOL_RULES(asOf) };
  return new Map(Object.keys(RULES).map((rule) => [rule as Rule, rules[rule as Rule] ?? '']));
}

/** What every rule finds in a database that `copyAll` has filled. */
export async function findingsIn(url: string, asOf: string, report: (line: string) => void = () => undefined): Promise<Findings> {
  return withClient(url, async (client) => {
    for (const view of VIEWS) await client.query(view);
    const found = new Map<Rule, string[]>();
    for (const [rule, sql] of queries(asOf)) {
      const began = performance.now();
      const { rows } = await client.query<{ table: string; key: Key }>(sql);
      report(`${rule}: ${rows.length} in ${Math.round(performance.now() - began)} ms`);
      found.set(rule, rows.map(({ table, key }) => nameOf(table, key)));
    }
    return found;
  });
}

/** What every rule has to find. */
export function expectedOf(truths: readonly Truth[]): Findings {
  const expected = new Map(Object.keys(RULES).map((rule): [Rule, string[]] => [rule as Rule, []]));
  for (const { table, key, rules } of truths.flatMap(({ records }) => records)) for (const rule of rules) expected.get(rule)?.push(nameOf(table, key));
  return expected;
}

/** Where the two differ, one line each: found and not planted, planted and not found. */
export function differences(found: Findings, expected: Findings): string[] {
  return [...expected].flatMap(([rule, planted]) => {
    const [wanted, got] = [new Set(planted), new Set(found.get(rule))];
    return [...[...got].filter((one) => !wanted.has(one)).map((one) => `${rule} found ${one}`), ...planted.filter((one) => !got.has(one)).map((one) => `${rule} missed ${one}`)];
  });
}
