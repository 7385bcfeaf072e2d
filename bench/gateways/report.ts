import { formatTable } from '../../local/table.js';
import type { BenchmarkResult, Figures } from '../benchmark.js';
import { CONTENDERS } from './contenders.js';
import type { Connections, Measurement } from './measure.js';
import type { BenchmarkQuery } from './queries.js';
import { MEASURED, type Failure, type Results } from './results.js';

export interface Reported {
  readonly results: Results;
  /** Name and title of those that took part, in their order. */
  readonly contenders: readonly { readonly name: string; readonly title: string }[];
  readonly rounds: number;
  readonly seconds: number;
  /** Whether the gateways had a processor of their own. */
  readonly pinned: boolean;
}

const number = (value: number, digits: number): string => (Number.isFinite(value) ? value.toFixed(digits) : '–');

const COLUMNS = ['req/s', 'CPU ms/req', 'p50 ms', 'p99 ms', 'RSS MiB', 'calls/req', 'others %'];

const row = (title: string, m: Measurement): string[] => [
  title, number(m.requestsPerSecond, 0), number(m.cpuMsPerRequest, 3), number(m.p50Ms, 2), number(m.p99Ms, 2), number(m.rssMiB, 0), number(m.subgraphCallsPerRequest, 1), number(m.othersPercent, 0),
];

const heading = ({ name, title }: BenchmarkQuery, connections: Connections): string => `${name} (${title}), ${connections === 1 ? 'one connection' : `${connections} connections`}`;

function tableOf({ results, contenders }: Reported, query: BenchmarkQuery, connections: Connections): string | null {
  const rows = contenders.flatMap(({ name, title }) => {
    const found = results.median(name, query.name, connections);
    return found === null ? [] : [row(title, found)];
  });
  return rows.length === 0 ? null : formatTable([[heading(query, connections), ...COLUMNS], ...rows]);
}

/** What is compared with what; by their names in figures. */
const RATIOS = [
  { name: 'requestsOursToStock', title: 'req/s: ours/stock', of: ['ours-open', 'stock', 'requestsPerSecond'] },
  { name: 'requestsOursToHiveRust', title: 'ours/Hive Rust', of: ['ours-open', 'hive-rust', 'requestsPerSecond'] },
  { name: 'requestsOursToGrafbase', title: 'ours/Grafbase', of: ['ours-open', 'grafbase', 'requestsPerSecond'] },
  { name: 'cpuOursToLimit', title: 'CPU: ours/limit', of: ['ours-open', 'limit', 'cpuMsPerRequest'] },
  { name: 'cpuFullToOpen', title: 'everything on/open', of: ['ours-full', 'ours-open', 'cpuMsPerRequest'] },
] as const;

type Ratio = (typeof RATIOS)[number];

function ratio({ results }: Reported, { of: [first, second, part] }: Ratio, query: BenchmarkQuery, connections: Connections): number {
  const [one, other] = [results.median(first, query.name, connections), results.median(second, query.name, connections)];
  return one === null || other === null ? Number.NaN : one[part] / other[part];
}

/** Null when nothing was measured that is compared. */
function ratioTable(reported: Reported): string | null {
  const rows = MEASURED.flatMap(([query, connections]) => {
    const ratios = RATIOS.map((one) => ratio(reported, one, query, connections));
    return ratios.some(Number.isFinite) ? [[`${query.name}, ${connections}`, ...ratios.map((value) => number(value, 2))]] : [];
  });
  return rows.length === 0 ? null : formatTable([['ratios: query, connections', ...RATIOS.map(({ title }) => title)], ...rows]);
}

const finite = (entries: readonly (readonly [string, number])[]): Figures => Object.fromEntries(entries.filter(([, value]) => Number.isFinite(value)));

const perMeasured = (make: (query: BenchmarkQuery, connections: Connections) => Figures): Figures =>
  Object.fromEntries(MEASURED.map(([query, connections]) => [`${query.name}${connections}`, make(query, connections)]));

function figuresOf(reported: Reported): Figures {
  const { results, rounds, seconds, pinned } = reported;
  const medians = perMeasured((query, connections) =>
    Object.fromEntries(CONTENDERS.flatMap((name) => {
      const found = results.median(name, query.name, connections);
      return found === null ? [] : [[name, finite(Object.entries(found) as [string, number][])]];
    })));
  const ratios = perMeasured((query, connections) => finite(RATIOS.map((one) => [one.name, ratio(reported, one, query, connections)])));
  return { rounds, seconds, pinned: pinned ? 1 : 0, medians, ratios };
}

/** One line for each reason. */
function unmeasuredOf(failures: readonly Failure[]): string[] {
  const reasons = [...new Set(failures.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const queries = failures.flatMap((failure) => (failure.reason === reason && failure.query !== null ? [failure.query] : []));
    return `${queries.length === 0 ? '' : `, ${queries.join(', ')}`}: ${reason}`;
  });
}

export function resultOf(reported: Reported): BenchmarkResult {
  const { results, contenders, rounds, seconds, pinned } = reported;
  const conditions = `Medians of ${rounds} rounds of ${seconds} s; ${pinned ? 'each gateway alone on one processor, load and subgraphs on the others' : 'processors are shared with load and subgraphs: only Linux with taskset and two processors keeps them apart'}.`;
  const legend = 'calls/req: requests to subgraphs for one of a client. others: how busy load and subgraphs were; near 100 the requests per second are theirs, and CPU ms/req is what tells gateways apart.';
  const unmeasured = contenders.flatMap(({ name, title }) => unmeasuredOf(results.failuresOf(name)).map((line) => `Not measured: ${title}${line}`));
  const tables = MEASURED.map(([query, connections]) => tableOf(reported, query, connections));
  const parts = [`${conditions}\n${legend}`, ...tables, ratioTable(reported), unmeasured.join('\n')];
  return { table: parts.filter((part) => part !== null && part !== '').join('\n\n'), figures: figuresOf(reported) };
}
