import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** What `GET /health/ready` answers. */
export interface Health {
  readonly ready: boolean;
  /** In a word or two, for people. */
  readonly status: string;
}

/**
 * `/health/live`: the event loop answers. `/health/ready`: the process can do its work now; from the moment that it is told
 * to stop it says 503, while it still answers whoever comes.
 */
export function addHealth(server: FastifyInstance, metrics: Metrics, check: () => Health | Promise<Health>): void {
  const now = async (): Promise<Health> => {
    const health = await check();
    return server.draining ? { ...health, ready: false, status: 'draining' } : health;
  };
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const { ready, ...body } = await now();
    return reply.code(ready ? 200 : 503).send(body);
  });
  const gauge: Gauge = new Gauge({
    name: 'balagraph_ready',
    help: 'Whether the process can do its work: 1 when GET /health/ready answers 200.',
    registers: [metrics],
    collect: async () => gauge.set((await now()).ready ? 1 : 0),
  });
}
