import { Gauge, Registry } from 'prom-client';
import { projectVersion } from '../project.js';

/**
 * The metrics of one process. Whatever wants to be seen registers itself, where it is made:
 * `new Gauge({ name: 'balagraph_feed_lag_events', help: '…', labelNames: ['feed'], registers: [metrics], collect() { … } })`;
 * `collect` runs when somebody asks, and not otherwise.
 *
 * Names begin with `balagraph_`, carry their unit (`_seconds`, `_total` for counters) and have labels from closed sets only:
 * routes, statuses, roles, programmes, outcomes. Never what a client wrote (an operation's name, a purpose that nobody
 * registered), and nothing that tells one person from another: each value of a label is a time series that is kept for good.
 */
export type Metrics = Registry;

/** Seconds; from a keyed read to past the gateway's longest patience. */
export const DURATION_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of a process that has just begun; not the library's global ones, since tests run several processes in one. */
export function createMetrics(service: string): Metrics {
  const metrics = new Registry();
  const info = new Gauge({
    name: 'balagraph_build_info',
    help: 'What runs: always 1, the labels tell.',
    labelNames: ['service', 'version', 'node'],
    registers: [metrics],
  });
  info.set({ service, version: projectVersion(), node: process.version }, 1);
  return metrics;
}
