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

/** A subgraph that is pinged. */
interface Watched {
  state: SubgraphState;
  /** Whether it has been ready once. */
  seen: boolean;
  timer: NodeJS.Timeout | null;
}

/** Keeps the last known state of every subgraph, and says whether the gateway should be sent requests. */
export class Readiness {
  readonly #watched = new Map<SubgraphClient, Watched>();
  #startedAt: number | null = null;
  /** Once ready it stays so: a subgraph that comes in by a new supergraph must not take the gateway away from all others. */
  #ready = false;

  constructor(private readonly timing: ReadinessTiming = READINESS_TIMING) {}

  /** Pings these from now on, and no others; of whoever stays, what is known is kept. */
  watch(clients: Iterable<SubgraphClient>): void {
    this.#startedAt ??= performance.now();
    const wanted = new Set(clients);
    for (const [client, { timer }] of this.#watched) {
      if (wanted.has(client)) continue;
      if (timer !== null) clearTimeout(timer);
      this.#watched.delete(client);
    }
    for (const client of wanted) {
      if (this.#watched.has(client)) continue;
      const watched: Watched = { state: 'unknown', seen: false, timer: null };
      this.#watched.set(client, watched);
      void this.#ping(client, watched);
    }
  }

  /** Ends the pings. */
  stop(): void {
    this.watch([]);
  }

  report(): Health & { readonly subgraphs: Readonly<Record<string, SubgraphState>> } {
    const patient = this.#startedAt === null || performance.now() - this.#startedAt < this.timing.patienceMs;
    this.#ready ||= [...this.#watched.values()].every(({ seen }) => seen) || !patient;
    const subgraphs = Object.fromEntries([...this.#watched].map(([{ name }, { state }]) => [name, state]));
    return { ready: this.#ready, status: this.#ready ? 'ready' : 'waiting for subgraphs', subgraphs };
  }

  async #ping(client: SubgraphClient, watched: Watched): Promise<void> {
    const ready = await client.isReady();
    watched.state = ready ? 'ready' : 'unavailable';
    watched.seen ||= ready;
    if (this.#watched.get(client) !== watched) return;
    watched.timer = setTimeout(() => void this.#ping(client, watched), watched.seen ? this.timing.pingMs : this.timing.firstPingMs).unref();
  }
}
