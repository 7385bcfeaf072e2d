import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
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
  readonly #startedAt = performance.now();
  #draining = false;

  constructor(
    private readonly clients: readonly SubgraphClient[],
    private readonly timing: ReadinessTiming = READINESS_TIMING,
  ) {
    for (const client of clients) this.#states.set(client.name, 'unknown');
  }

  start(): void {
    for (const client of this.clients) void this.#ping(client);
  }

  /** From now on not ready; ends the pings. */
  drain(): void {
    this.#draining = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  get ready(): boolean {
    if (this.#draining) return false;
    return this.#seen.size === this.clients.length || performance.now() - this.#startedAt >= this.timing.patienceMs;
  }

  report(): { readonly status: string; readonly subgraphs: Readonly<Record<string, SubgraphState>> } {
    const waiting = this.#draining ? 'draining' : 'waiting for subgraphs';
    return { status: this.ready ? 'ready' : waiting, subgraphs: Object.fromEntries(this.#states) };
  }

  async #ping(client: SubgraphClient): Promise<void> {
    const ready = await client.isReady();
    this.#states.set(client.name, ready ? 'ready' : 'unavailable');
    if (ready) this.#seen.add(client.name);
    if (this.#draining) return;
    const pause = this.#seen.has(client.name) ? this.timing.pingMs : this.timing.firstPingMs;
    this.#timers.set(client.name, setTimeout(() => void this.#ping(client), pause).unref());
  }
}
