import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { OperationsEnvironment } from '../environment.js';

/** How long hooks (pools, exporters) may take after the last connection was cut. */
const HOOKS_MS = 2_000;

/** What can be drained, such as a Fastify instance. */
export interface Drainable {
  /** Looked at by whoever says whether the process is ready, and by answers that may keep their connection. */
  draining: boolean;
  readonly server: Server;
  /** Accepts nothing new, waits for requests under way, then releases what the process holds. */
  close(): Promise<void>;
}

/** Closes the server; connections that are still busy when the time is up are cut. */
async function closeWithin(server: Drainable, limitMs: number): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), limitMs);
  try {
    await Promise.race([server.close(), delay(limitMs + HOOKS_MS, undefined, { ref: false })]);
  } finally {
    clearTimeout(cut);
  }
}

/**
 * Stops a server without failing a request. It says at once that it is not ready and goes on answering for the delay, so that
 * balancers notice; each answer closes its connection. Then nothing new is accepted, requests under way end, and what the
 * `onClose` hooks hold is released. All of it takes no longer than the limit. Asked again, it waits for the same end.
 */
export async function drain(server: Drainable, { drainDelayMs, drainLimitMs }: OperationsEnvironment): Promise<void> {
  if (server.draining) return server.close();
  server.draining = true;
  if (drainDelayMs > 0) await delay(drainDelayMs);
  await closeWithin(server, drainLimitMs - drainDelayMs);
}
