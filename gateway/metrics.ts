import { Counter, Gauge, Histogram } from 'prom-client';
import { DURATION_BUCKETS, type Metrics } from '../subgraphs/shared/metrics/metrics.js';
import type { Readiness } from './readiness.js';
import type { NoAnswerReason } from './upstream/no-answer.js';
import type { VettingObserver } from './vetting/vetting.js';

/** How a call of a subgraph ended. */
export type CallOutcome = 'ANSWERED' | NoAnswerReason;

/** What became of a new supergraph. */
export type ReloadOutcome = 'SWAPPED' | 'REFUSED';

/** What the gateway counts beside what every process does. */
export interface GatewayMetrics {
  /** One call of a subgraph as a request sees it, a second attempt included. */
  called(programme: string, outcome: CallOutcome, seconds: number): void;
  /** A call was sent again over a new connection. */
  retried(programme: string): void;
  /** A call would have been sent again, were it not for the many others. */
  notRetried(programme: string): void;
  /** How the programmes came out of one request. */
  cameOut(states: Readonly<Record<string, string>>): void;
  /** A plan was looked up; `seconds` it took to make, or null when it was there. */
  planned(seconds: number | null): void;
  /** A new supergraph was looked at. */
  reloaded(outcome: ReloadOutcome): void;
  /** A document or plan was worked on, or waited in vain. */
  readonly vetted: VettingObserver;
}

/** Counts nothing, where nobody asks for it. */
export const NO_METRICS: GatewayMetrics = {
  called: () => undefined,
  retried: () => undefined,
  notRetried: () => undefined,
  cameOut: () => undefined,
  planned: () => undefined,
  reloaded: () => undefined,
  vetted: () => undefined,
};

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
  notRetried: new Counter({
    name: 'balagraph_subgraph_call_retries_denied_total',
    help: 'Reads that were not sent again because too many others had been: the subgraph fails under its load.',
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

const reloadCounter = (metrics: Metrics) =>
  new Counter({
    name: 'balagraph_supergraph_reloads_total',
    help: 'New supergraph files by what became of them: swapped in, or refused while the one before keeps serving.',
    labelNames: ['outcome'],
    registers: [metrics],
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
  const { calls, retries, notRetried, states } = upstreamMetrics(metrics);
  const { lookups, planning } = planMetrics(metrics);
  const reloads = reloadCounter(metrics);
  const vetting = vettingMetrics(metrics);
  return {
    called: (programme, outcome, seconds) => calls.observe({ programme, outcome: outcome.toLowerCase() }, seconds),
    retried: (programme) => retries.inc({ programme }),
    notRetried: (programme) => notRetried.inc({ programme }),
    cameOut: (programmes) => {
      for (const [programme, state] of Object.entries(programmes)) states.inc({ programme, state: state.toLowerCase() });
    },
    planned: (seconds) => {
      lookups.inc({ result: seconds === null ? 'hit' : 'miss' });
      if (seconds !== null) planning.observe(seconds);
    },
    reloaded: (outcome) => reloads.inc({ outcome: outcome.toLowerCase() }),
    vetted: (task, outcome, seconds) => vetting.observe({ task, outcome }, seconds),
  };
}

/** What clients may send by their manifests, and how often one sends something else. */
export function observeDocuments(metrics: Metrics, counts: () => ReadonlyMap<string, number>): (client: string, code: string) => void {
  const gauge = new Gauge({
    name: 'balagraph_trusted_documents',
    help: 'Documents of a client\'s signed manifests.',
    labelNames: ['client'],
    registers: [metrics],
    collect: () => {
      gauge.reset();
      for (const [client, count] of counts()) gauge.set({ client }, count);
    },
  });
  const refusals = new Counter({
    name: 'balagraph_document_refusals_total',
    help: 'Requests of trusted clients for documents that no manifest of theirs has.',
    labelNames: ['client', 'code'],
    registers: [metrics],
  });
  // Only of those that have a manifest: an issuer may let anybody make clients.
  return (client, code) => refusals.inc({ client: counts().has(client) ? client : 'others', code });
}

/** The last known state of each subgraph. */
export function observeReadiness(metrics: Metrics, readiness: Readiness): void {
  const gauge = new Gauge({
    name: 'balagraph_programme_ready',
    help: 'Whether a subgraph said that it is ready when the gateway last asked.',
    labelNames: ['programme'],
    registers: [metrics],
    collect: () => {
      gauge.reset();
      for (const [programme, state] of Object.entries(readiness.report().subgraphs)) gauge.set({ programme }, state === 'ready' ? 1 : 0);
    },
  });
}
