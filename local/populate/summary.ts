import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import type { SeedState } from '../bootstrap/state.js';
import { formatTable } from '../table.js';

const thousands = (count: number): string => count.toLocaleString('en');

const errors = (planted: ReadonlyMap<string, number>): string[] =>
  planted.size === 0 ? [] : ['Errors are planted among them: anomalies.ndjson in the data folder says which.', formatTable([['planted error', 'households'], ...[...planted].map(([kind, count]) => [kind, thousands(count)])])];

/** What is in the databases, as they were counted when they were finished; and what errors are, by kind, where there are any. */
export function summary(states: ReadonlyMap<ProgrammeName, SeedState>, planted: ReadonlyMap<string, number>): string {
  const [first] = states.values();
  if (first === undefined) return '';
  const { children, seed, asOf } = first.facts;
  const known = [...states].map(([name, state]) => [name, thousands(state.known)]);
  const rows = [...states].flatMap(([name, state]) => Object.entries(state.rows).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([table, count]) => [`${name}.${table}`, thousands(count)]));
  return [
    `${thousands(children)} children, with everybody around them, until ${asOf} (seed ${seed}).`,
    formatTable([['known to', 'children'], ...known]),
    formatTable([['table', 'rows'], ...rows]),
    ...errors(planted),
    '',
  ].join('\n\n');
}
