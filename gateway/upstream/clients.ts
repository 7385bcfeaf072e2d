import { isSubgraphName, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import { EnvironmentError, variableName } from '../../subgraphs/shared/environment.js';
import type { Tracing } from '../../subgraphs/shared/tracing/tracing.js';
import { baseUrl, type GatewayEnvironment } from '../environment.js';
import type { GatewayMetrics } from '../metrics.js';
import { SubgraphClient, type SubgraphClientOptions } from './client.js';

/** What a client of a subgraph has besides its settings. */
export interface ClientSurroundings {
  readonly clock: Clock;
  readonly metrics: GatewayMetrics;
  readonly tracing: Tracing;
}

/** The clients of one supergraph's subgraphs, by name. */
export interface HeldClients {
  readonly clients: ReadonlyMap<SubgraphName, SubgraphClient>;
  /** To be called once, when they are needed no more. */
  release(): void;
}

interface Kept {
  readonly key: string;
  readonly client: SubgraphClient;
  holders: number;
}

/**
 * The clients of subgraphs, with their connections. A subgraph that two supergraphs have at the same address is called through
 * one client, which is closed when nobody holds it any more.
 */
export class SubgraphClients {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly environment: Pick<GatewayEnvironment, 'subgraphs' | 'responseLimitBytes' | 'analysisTimeoutMs'>,
    private readonly surroundings: ClientSurroundings,
  ) {}

  /** The clients of a supergraph's subgraphs, whose URLs are given by name. Throws `EnvironmentError` for one that is not configured. */
  hold(urls: ReadonlyMap<string, string>): HeldClients {
    const settings = [...urls].map(([name, url]) => this.#optionsOf(name, url));
    const held = settings.map((options) => this.#hold(options));
    const clients = new Map(held.map(({ client }) => [client.name, client]));
    return { clients, release: () => held.forEach((kept) => this.#release(kept)) };
  }

  #hold(options: SubgraphClientOptions): Kept {
    const key = `${options.name} ${options.baseUrl}`;
    const kept = this.#kept.get(key) ?? { key, client: new SubgraphClient(options), holders: 0 };
    kept.holders += 1;
    this.#kept.set(key, kept);
    return kept;
  }

  #release(kept: Kept): void {
    kept.holders -= 1;
    if (kept.holders > 0) return;
    this.#kept.delete(kept.key);
    kept.client.close();
  }

  #optionsOf(name: string, url: string): SubgraphClientOptions {
    if (!isSubgraphName(name)) throw new EnvironmentError(`The supergraph has a subgraph that is not known here: ${name}.`);
    const settings = this.environment.subgraphs[name];
    if (settings === undefined) throw new EnvironmentError(`SUBGRAPH_${variableName(name)}_KEY must be set: the supergraph has this subgraph.`);
    const base = settings.url ?? baseUrl(url);
    if (!URL.canParse(base)) throw new EnvironmentError(`SUBGRAPH_${variableName(name)}_URL must be set: the supergraph has no URL for it.`);
    const { clock, metrics, tracing } = this.surroundings;
    const { responseLimitBytes, analysisTimeoutMs } = this.environment;
    const heard = { retried: () => metrics.retried(name), notRetried: () => metrics.notRetried(name) };
    return { name, baseUrl: base, key: settings.key, timeoutMs: settings.timeoutMs, analysisTimeoutMs, responseLimitBytes, clock, tracing, ...heard };
  }
}
