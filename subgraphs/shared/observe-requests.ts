import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';
import { DURATION_BUCKETS, type Metrics } from './metrics/metrics.js';
import { loggedFacts, roleOf } from './request-facts.js';

/** Asked every few seconds by everybody who watches, and by the consumers of the feeds: of no interest in a log as long as they are answered. */
const isRoutine = (route: string, status: number): boolean => (route.startsWith('/health/') ? status < 500 : route.startsWith('/feed/') && status < 400);

/** One log line and one observation for each request, at its end. */
export function observeRequests(server: FastifyInstance, metrics: Metrics): void {
  const duration = new Histogram({
    name: 'balagraph_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer; role "none" is a request that no door let in.',
    labelNames: ['route', 'status', 'role'],
    buckets: DURATION_BUCKETS,
    registers: [metrics],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    duration.observe({ route, status, role: roleOf(request.facts) }, reply.elapsedTime / 1000);
    const line = { route, status, ms: Math.round(reply.elapsedTime), ...loggedFacts(request.facts) };
    request.log[isRoutine(route, status) ? 'debug' : 'info'](line, 'request');
    done();
  });
}
