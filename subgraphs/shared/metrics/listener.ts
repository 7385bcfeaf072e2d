import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics } from 'prom-client';
import { EnvironmentError, type MetricsListener, type OperationsEnvironment } from '../environment.js';
import type { Metrics } from './metrics.js';

/** Where a process answers `GET /metrics`. */
export interface MetricsHandle {
  readonly url: string;
  close(): Promise<void>;
}

const answering = (metrics: Metrics): RequestListener => (request, response) => {
  const found = request.method === 'GET' && request.url === '/metrics';
  const answer = found ? metrics.metrics() : Promise.resolve(null);
  answer.then(
    (text) => (text === null ? response.writeHead(404).end() : response.writeHead(200, { 'content-type': metrics.contentType }).end(text)),
    // One metric that cannot be had takes the page with it; that the page is gone is itself seen (`up == 0`).
    () => response.writeHead(500).end(),
  );
};

function listen(server: Server, { host, port }: MetricsListener): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'EADDRINUSE' ? new EnvironmentError(`METRICS_PORT: ${port} is taken.`) : error));
  server.listen({ host, port }, resolve);
  return promise;
}

/**
 * Serves metrics for Prometheus on a listener of its own, so that no rule of a proxy in front of the public port can lay
 * them open; with those of the process itself (memory, CPU, event loop, garbage collection). Throws `EnvironmentError` when
 * the port is taken.
 */
export async function serveMetrics(metrics: Metrics, at: MetricsListener): Promise<MetricsHandle> {
  const server = createServer(answering(metrics));
  await listen(server, at);
  collectDefaultMetrics({ register: metrics });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${at.host}:${(server.address() as AddressInfo).port}/metrics`, close };
}

/** Serves metrics beside an HTTP server, where the environment asks for it, for as long as that server does. */
export async function listenForMetrics(server: FastifyInstance, metrics: Metrics, { metrics: at }: OperationsEnvironment): Promise<void> {
  if (at === null) return;
  const listener = await serveMetrics(metrics, at);
  server.addHook('onClose', () => listener.close());
  server.log.info({ url: listener.url }, 'metrics');
}
