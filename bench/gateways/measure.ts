import type { GraphQLSchema } from 'graphql';
import { AnswerCheck } from './answer-check.js';
import { postOf } from './http-connection.js';
import { load, type LoadResult } from './load.js';
import { bodyOf, type BenchmarkQuery } from './queries.js';
import type { Started } from './started.js';
import { readCounts } from './subgraph-counts.js';
import { usageOf } from './usage.js';

/** What was seen in one measurement. */
export interface Measurement {
  readonly requestsPerSecond: number;
  /** Of the gateway's process, all threads. */
  readonly cpuMsPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMiB: number;
  /** Fewer than its plan has: the gateway asks once for several clients. More: it asks again what is not answered. */
  readonly subgraphCallsPerRequest: number;
  /** How busy load and subgraphs were, of one processor: near 100 the requests per second are theirs and not the gateway's. */
  readonly othersPercent: number;
}

/** The static subgraphs, as far as a measurement needs them. */
export interface Subgraphs {
  readonly origin: string;
  readonly pid: number;
}

export interface MeasureOptions {
  readonly query: BenchmarkQuery;
  readonly schema: GraphQLSchema;
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly subgraphs: Subgraphs;
}

export const CONNECTIONS = [1, 50] as const;
export type Connections = (typeof CONNECTIONS)[number];

/** Part of a measurement's time that is spent before it. */
const WARM_UP = 0.6;
/** Enough for a gateway to be as busy as it will be. */
const WARM_UP_CONNECTIONS = 10;

const percentile = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

/** What everybody has used so far. */
async function standing(pid: number, subgraphs: Subgraphs) {
  const { user, system } = process.cpuUsage();
  const { calls } = await readCounts(subgraphs.origin);
  return { calls, gateway: usageOf(pid), othersMs: (user + system) / 1000 + usageOf(subgraphs.pid).cpuMs };
}

type Standing = Awaited<ReturnType<typeof standing>>;

function measurement({ requests, seconds, milliseconds }: LoadResult, before: Standing, after: Standing): Measurement {
  return {
    requestsPerSecond: requests / seconds,
    cpuMsPerRequest: (after.gateway.cpuMs - before.gateway.cpuMs) / requests,
    p50Ms: percentile(milliseconds, 0.5),
    p99Ms: percentile(milliseconds, 0.99),
    rssMiB: after.gateway.rssMiB,
    subgraphCallsPerRequest: (after.calls - before.calls) / requests,
    othersPercent: (after.othersMs - before.othersMs) / seconds / 10,
  };
}

/** Made beforehand where they come again. */
function requestsOf(query: BenchmarkQuery, headers: MeasureOptions['headers']): (i: number) => Buffer {
  const make = (i: number): Buffer => postOf('/graphql', bodyOf(query, i), headers);
  if (query.alwaysNew) return make;
  const all = Array.from({ length: Math.max(1, query.variables.length) }, (_, i) => make(i));
  return (i) => all[i % all.length] ?? make(i);
}

/** Asks one gateway one query: first to warm up, reading every answer, then over few and over many connections. */
export async function measure({ pid, port }: Started, { query, schema, headers, seconds, subgraphs }: MeasureOptions): Promise<ReadonlyMap<Connections, Measurement>> {
  const request = requestsOf(query, headers);
  const check = new AnswerCheck(query, schema);
  // Subgraphs compute each answer once, which must be over before anything is measured.
  const atLeast = query.variables.length + WARM_UP_CONNECTIONS;
  await load({ port, connections: WARM_UP_CONNECTIONS, seconds: seconds * WARM_UP, atLeast, request, check: (answer, i) => check.thoroughly(answer, i) });
  const measured = new Map<Connections, Measurement>();
  for (const connections of CONNECTIONS) {
    const before = await standing(pid, subgraphs);
    const result = await load({ port, connections, seconds, request, check: (answer, i) => check.quickly(answer, i) });
    measured.set(connections, measurement(result, before, await standing(pid, subgraphs)));
  }
  return measured;
}
