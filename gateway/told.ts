import type { FastifyBaseLogger } from 'fastify';
import type { Tracing } from '../subgraphs/shared/tracing/tracing.js';
import type { GatewayMetrics } from './metrics.js';

/** Who hears of what the gateway does for a request. */
export interface Told {
  readonly log: FastifyBaseLogger;
  readonly metrics: GatewayMetrics;
  readonly tracing: Tracing;
}
