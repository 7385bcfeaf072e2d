import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { Health } from '../subgraphs/shared/health/health.js';
import type { SubgraphClient } from './upstream/client.js';

export type SubgraphState = 'unknown' | 'ready' | 'unavailable';

/** How often and how long the gateway asks; tests shorten it. */
export interface ReadinessTiming {
  /** Pause between pings of a subgraph that has not been ready yet. */
  readonly firstPingMs: number;
  /** Pause between pings afterwards. */
  readonly pingMs: number;
  /** After this long the gateway is ready whoever is missing: one ministry that is down must not block the rest. */
  readonly patienceMs: number;
}

export const READINESS_TIMING: ReadinessTiming = { firstPingMs: 250, pingMs: 5_000, patienceMs: 10_000 };

/** Keeps the last known state of every subgraph, and says whether the gateway should be sent requests. */
export class Readiness {
  readonly #states = new Map<SubgraphName, SubgraphState>();
  readonly #seen = new Set<SubgraphName>();
  readonly #timers = new Map<SubgraphName, NodeJS.Timeout>();
  #startedAt = performance.now();
  #stopped = false;

  constructor(
    private readonly clients: readonly SubgraphClient[],
    private readonly timing: ReadinessTiming = READINESS_TIMING,
  ) {
    for (const client of clients) this.#states.set(client.name, 'unknown');
  }

  start(): void {
    this.#startedAt = performance.now();
    for (const client of this.clients) void this.#ping(client);
  }

  /** Ends the pings. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  report(): Health & { readonly subgraphs: Readonly<Record<string, SubgraphState>> } {
    const patient = performance.now() - this.#startedAt < this.timing.patienceMs;
    const ready = this.#seen.size === this.clients.length || !patient;
    return { ready, status: ready ? 'ready' : 'waiting for subgraphs', subgraphs: Object.fromEntries(this.#states) };
  }

  async #ping(client: SubgraphClient): Promise<void> {
    const ready = await client.isReady();
    this.#states.set(client.name, ready ? 'ready' : 'unavailable');
    if (ready) this.#seen.add(client.name);
    if (this.#stopped) return;
    const pause = this.#seen.has(client.name) ? this.timing.pingMs : this.timing.firstPingMs;
    this.#timers.set(client.name, setTimeout(() => void this.#ping(client), pause).unref());
  }
}
