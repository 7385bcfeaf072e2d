import { Counter, Gauge, Histogram } from 'prom-client';
import { DURATION_BUCKETS, type Metrics } from '../subgraphs/shared/metrics/metrics.js';
import type { Readiness } from './readiness.js';
import type { NoAnswerReason } from './upstream/no-answer.js';
import type { VettingObserver } from './vetting/vetting.js';

/** How a call of a subgraph ended. */
export type CallOutcome = 'ANSWERED' | NoAnswerReason;

/** What the gateway counts beside what every process does. */
export interface GatewayMetrics {
  /** One call of a subgraph as a request sees it, a second attempt included. */
  called(programme: string, outcome: CallOutcome, seconds: number): void;
  /** A call was sent again over a new connection. */
  retried(programme: string): void;
  /** How the programmes came out of one request. */
  cameOut(states: Readonly<Record<string, string>>): void;
  /** A plan was looked up; `seconds` it took to make, or null when it was there. */
  planned(seconds: number | null): void;
  /** A document or plan was worked on, or waited in vain. */
  readonly vetted: VettingObserver;
}

const upstreamMetrics = (metrics: Metrics) => ({
  calls: new Histogram({
    name: 'balagraph_subgraph_call_duration_seconds',
    help: 'Time that a subgraph took to answer the gateway, by programme and outcome ("answered", or why there was none).',
    labelNames: ['programme', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers: [metrics],
  }),
  retries: new Counter({
    name: 'balagraph_subgraph_call_retries_total',
    help: 'Reads that were sent again because their connection had been closed before an answer, or another answer on it did not come.',
    labelNames: ['programme'],
    registers: [metrics],
  }),
  states: new Counter({
    name: 'balagraph_programme_states_total',
    help: 'How programmes came out of requests: extensions.programmes.',
    labelNames: ['programme', 'state'],
    registers: [metrics],
  }),
});

const planMetrics = (metrics: Metrics) => ({
  lookups: new Counter({
    name: 'balagraph_plan_cache_lookups_total',
    help: 'Look-ups in the cache of query plans.',
    labelNames: ['result'],
    registers: [metrics],
  }),
  planning: new Histogram({
    name: 'balagraph_plan_duration_seconds',
    help: 'Time that stripping and planning an operation took, waiting for a thread included.',
    buckets: DURATION_BUCKETS,
    registers: [metrics],
  }),
});

const vettingMetrics = (metrics: Metrics) =>
  new Histogram({
    name: 'balagraph_vetting_duration_seconds',
    help: 'Time that checking a new document ("check") or planning an operation ("plan") took a thread, waiting included, by how it came out.',
    labelNames: ['task', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers: [metrics],
  });

/** Registers what the gateway counts; once per process. */
export function gatewayMetrics(metrics: Metrics): GatewayMetrics {
  const { calls, retries, states } = upstreamMetrics(metrics);
  const { lookups, planning } = planMetrics(metrics);
  const vetting = vettingMetrics(metrics);
  return {
    called: (programme, outcome, seconds) => calls.observe({ programme, outcome: outcome.toLowerCase() }, seconds),
    retried: (programme) => retries.inc({ programme }),
    cameOut: (programmes) => {
      for (const [programme, state] of Object.entries(programmes)) states.inc({ programme, state: state.toLowerCase() });
    },
    planned: (seconds) => {
      lookups.inc({ result: seconds === null ? 'hit' : 'miss' });
      if (seconds !== null) planning.observe(seconds);
    },
    vetted: (task, outcome, seconds) => vetting.observe({ task, outcome }, seconds),
  };
}

/** The last known state of each subgraph. */
export function observeReadiness(metrics: Metrics, readiness: Readiness): void {
  const gauge = new Gauge({
    name: 'balagraph_programme_ready',
    help: 'Whether a subgraph said that it is ready when the gateway last asked.',
    labelNames: ['programme'],
    registers: [metrics],
    collect: () => {
      for (const [programme, state] of Object.entries(readiness.report().subgraphs)) gauge.set({ programme }, state === 'ready' ? 1 : 0);
    },
  });
}
